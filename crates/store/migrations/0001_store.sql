-- What every domain leans on. One text for SQLite and PostgreSQL.
-- Times are microseconds since the epoch; JSON is text; ids are UUIDs.

-- Commit-ordered numbers without gaps (a sequence gives neither): see docs/decisions.
create table counter (
    name text primary key,
    value bigint not null
);
insert into counter (name, value) values ('outbox', 0);

-- What happened, for other domains and other nodes. The row is the truth; a notification is only a hint.
create table outbox (
    number bigint primary key,
    at bigint not null,
    kind text not null,
    body text not null
);

-- Append-only record of every write, one hash chain per organisation ('network' for what belongs to all).
create table audit (
    chain text not null,
    number bigint not null,
    at bigint not null,
    actor text not null,
    action text not null,
    entity text not null,
    entity_id uuid,
    detail text not null,
    request uuid not null,
    previous bytea not null,
    hash bytea not null,
    primary key (chain, number)
);
create table audit_head (
    chain text primary key,
    number bigint not null,
    hash bytea not null
);

-- Work to be done later, once, by whichever node takes it first.
create table job (
    id uuid primary key,
    kind text not null,
    subject text not null,
    due bigint not null,
    body text not null,
    attempts bigint not null,
    leased_until bigint not null,
    last_error text,
    done_at bigint
);
create unique index job_once on job (kind, subject) where done_at is null;
create index job_due on job (due) where done_at is null;
