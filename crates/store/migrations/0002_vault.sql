-- The keys of the vault, each wrapped by the one above it. The key ring that wraps the uppermost lies outside the database:
-- a dump alone is unreadable. Times are microseconds since the epoch.

-- A key of an organisation, wrapped by a key of the server's ring. The one with the highest number wraps new keys.
create table vault_organization (
    organization_id uuid not null,
    number bigint not null,
    ring text not null,
    wrapped bytea not null,
    made_at bigint not null,
    primary key (organization_id, number)
);

-- One random key per person and class, wrapped by a key of the organisation that answers for her.
create table vault_subject (
    subject uuid not null,
    class text not null,
    organization_id uuid not null,
    number bigint not null,
    wrapped bytea not null,
    made_at bigint not null,
    primary key (subject, class),
    foreign key (organization_id, number) references vault_organization (organization_id, number)
);
create index vault_subject_organization on vault_subject (organization_id, class);

-- Whose keys were destroyed: nothing is sealed for her again.
create table vault_shredded (
    subject uuid primary key,
    at bigint not null
);
