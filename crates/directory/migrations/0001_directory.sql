-- The directory. A record's `body` is its HSDS 3.1 object as JSON, with our profile; the columns beside it are what
-- statements select by. `hash` is of the body, so that importing the same twice changes nothing.
create table organization (
    id uuid primary key,
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create table program (
    id uuid primary key,
    organization_id uuid references organization (id),
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create table service (
    id uuid primary key,
    organization_id uuid references organization (id),
    program_id uuid references program (id),
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create index service_by_organization on service (organization_id);
create index service_by_time on service (modified_at);
create table location (
    id uuid primary key,
    organization_id uuid references organization (id),
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create table service_at_location (
    id uuid primary key,
    service_id uuid not null references service (id),
    location_id uuid references location (id),
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create index place_by_service on service_at_location (service_id);
create index place_by_location on service_at_location (location_id);
create table taxonomy (
    id uuid primary key,
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);
create table taxonomy_term (
    id uuid primary key,
    taxonomy_id uuid references taxonomy (id),
    source text not null,
    body text not null,
    hash text not null,
    created_at bigint not null,
    modified_at bigint not null
);

-- A dated confirmation of one field ('*' for the whole card), by a role or body, never a person's name.
create table verification (
    entity text not null,
    entity_id uuid not null,
    field text not null,
    verified_by text not null,
    at bigint not null,
    primary key (entity, entity_id, field)
);

-- "This is wrong": what a reader told us. Found again only by the code she was given, of which we keep a hash.
create table correction (
    id uuid primary key,
    code_hash bytea not null unique,
    service_id uuid not null,
    lang text not null,
    field text not null,
    message text not null,
    at bigint not null,
    state text not null,
    answer text,
    answered_at bigint
);
create index correction_open on correction (at) where answered_at is null;

-- What was imported, when, with what result; shown on the page of sources.
create table import_run (
    id uuid primary key,
    source text not null,
    at bigint not null,
    report text not null
);

insert into counter (name, value) values ('directory', 0);
