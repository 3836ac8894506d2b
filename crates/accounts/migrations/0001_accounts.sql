-- Who signs in, and for how long. Times are microseconds since the epoch.

-- An organisation of the network, as far as accounts go; its public card, if it has one, is in the directory.
create table account_organization (
    id uuid primary key,
    name text not null,
    kind text not null,
    territory text not null,
    directory_id uuid,
    created_at bigint not null,
    left_at bigint
);

create table member (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    name text not null,
    email text not null unique,
    roles text not null,
    lang text not null,
    password text,
    totp bytea,
    created_at bigint not null,
    ended_at bigint
);

-- A sign-in that holds. Only the hash of what the cookie carries is kept.
create table login (
    token_hash bytea primary key,
    id uuid not null unique,
    kind text not null,
    subject uuid not null,
    started_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null
);
create index login_subject on login (subject);
