-- Keeping cards true. Times are microseconds since the epoch; what is changed is JSON. No references to a service: an
-- import may take one away, and what was done to it stays told.

-- A draft: what is to change of a card. One open draft a card; two people who write it meet by its version.
create table card_draft (
    id uuid primary key,
    service_id uuid not null,
    state text not null,
    changes text not null,
    note text not null,
    role text not null,
    organization_id uuid,
    version bigint not null,
    created_at bigint not null,
    changed_at bigint not null,
    ended_at bigint
);
create unique index card_draft_open on card_draft (service_id) where ended_at is null;
create index card_draft_state on card_draft (state, changed_at) where ended_at is null;

-- What was published of a card, when, in which role of which organisation; never by whom. `before` holds what stood there,
-- so that it can be put back.
create table card_version (
    id uuid primary key,
    service_id uuid not null,
    number bigint not null,
    kind text not null,
    at bigint not null,
    role text not null,
    organization_id uuid,
    changes text not null,
    before text not null,
    undone_by uuid,
    unique (service_id, number)
);

-- A piece of a card that is kept here although a source tells it too. `upstream` is what the source said when somebody
-- decided; `offered` is what it has said since, and nobody has decided about.
create table kept_piece (
    service_id uuid not null,
    piece text not null,
    upstream text not null,
    offered text,
    offered_at bigint,
    kept_at bigint not null,
    primary key (service_id, piece)
);

-- A link by which somebody without an account tells how many places are free. Of its code only the hash is kept.
create table capacity_link (
    id uuid primary key,
    code_hash bytea not null unique,
    service_id uuid not null,
    made_at bigint not null,
    ends_at bigint not null,
    ended_at bigint,
    used_at bigint
);
create index capacity_link_service on capacity_link (service_id);

-- When the keepers of an organisation were last reminded.
create table keeping_reminder (
    organization_id uuid primary key,
    sent_at bigint not null
);

-- Into which draft a correction was taken, and the language of its answer where it is not the one in which it was asked.
alter table correction add column draft_id uuid;
alter table correction add column answer_lang text;
create index correction_draft on correction (draft_id) where draft_id is not null;
