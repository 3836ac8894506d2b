-- Keys that several hold: what travels with a referral from one organisation to another. The key itself is never kept; each
-- holder has it wrapped by a key of her own: an organisation by its newest key, a link by its secret and second code.
-- Destroying a holder's row takes the thing away from her alone. Times are microseconds since the epoch.
create table vault_shared (
    thing uuid not null,
    holder uuid not null,
    number bigint,
    wrapped bytea not null,
    made_at bigint not null,
    primary key (thing, holder),
    foreign key (holder, number) references vault_organization (organization_id, number)
);
create index vault_shared_holder on vault_shared (holder);

-- Who did what with one thing, so that a person can be told who looked.
create index audit_entity on audit (entity_id, at);
