-- What was said at a table: rows projected from the table's cloth, typed in a form, or copied from paper.
-- The author is kept so that answers reach her and she may mend her own words; pages show "the table" unless she signed.

create table contribution (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    block_id uuid not null references block (id),
    table_number bigint not null,
    round bigint not null,
    kind text,
    words text not null,
    lang text not null,
    author uuid,
    signed boolean not null,
    way text not null,
    summary boolean not null,
    hidden boolean not null,
    hidden_by text not null,
    strong boolean not null,
    x double precision not null,
    y double precision not null,
    problem_id uuid,
    written_at bigint not null,
    changed_at bigint not null
);
create index contribution_table on contribution (block_id, table_number, round);
create index contribution_session on contribution (session_id);
create index contribution_author on contribution (author);

create table contribution_link (
    a uuid not null references contribution (id),
    b uuid not null references contribution (id),
    primary key (a, b)
);

create table reaction (
    contribution_id uuid not null references contribution (id),
    participant_id uuid not null,
    sign text not null,
    primary key (contribution_id, participant_id, sign)
);
