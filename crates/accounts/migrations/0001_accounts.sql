-- Who signs in, and for how long. Times are microseconds since the epoch.
-- Mail addresses and secrets of second factors are sealed in the vault; an address is found by a keyed token.

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

-- Somebody of an organisation. Invited until joined_at; a password and a second factor from then on; gone since ended_at.
create table member (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    name text not null,
    email bytea,
    email_token bytea,
    roles text not null,
    lang text not null,
    password text,
    totp bytea,
    totp_step bigint not null,
    created_at bigint not null,
    joined_at bigint,
    ended_at bigint
);
create index member_organization on member (organization_id);
create unique index member_email on member (email_token) where ended_at is null;

-- A one-time link: an invitation, a new beginning for whoever lost her second factor, a forgotten password.
-- Only the hash of its code is kept; a link that was used is gone.
create table member_link (
    code_hash bytea primary key,
    member_id uuid not null references member (id),
    purpose text not null,
    made_at bigint not null,
    ends_at bigint not null
);
create index member_link_member on member_link (member_id);

-- Codes for the day the telephone is lost; each opens once and is gone. Only hashes are kept.
create table member_recovery (
    code_hash bytea primary key,
    member_id uuid not null references member (id)
);
create index member_recovery_member on member_recovery (member_id);

-- A sign-in that holds. Only the hash of what the cookie carries is kept. Of kind 'half' between password and second
-- factor: it opens nothing. The device is what its owner recognises it by: a browser and a system, no more.
create table login (
    token_hash bytea primary key,
    id uuid not null unique,
    kind text not null,
    subject uuid not null,
    device text not null,
    tries bigint not null,
    started_at bigint not null,
    ends_at bigint not null
);
create index login_subject on login (subject);

-- Mails to be sent. Address and words are sealed for the receiver, and gone once the mail is.
create table mail (
    id uuid primary key,
    organization_id uuid not null,
    subject uuid not null,
    template text not null,
    lang text not null,
    sealed bytea,
    state text not null,
    problem text,
    made_at bigint not null,
    ends_at bigint not null,
    ended_at bigint
);
create index mail_state on mail (state, made_at);
