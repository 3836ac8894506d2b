-- The programme of a Lab: problems, sessions, blocks, questions; translations and provenance of everything in a Lab.
-- Texts in several languages are JSON objects by language; lists are JSON.

create table lab (
    id uuid primary key,
    organization_id uuid not null,
    title text not null,
    purpose text not null,
    territory text not null,
    state text not null,
    version bigint not null,
    created_at bigint not null,
    closed_at bigint
);

create table problem (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    title text not null,
    description text not null,
    evidence text not null,
    needs text not null,
    state text not null,
    version bigint not null,
    created_at bigint not null
);
create index problem_lab on problem (lab_id, created_at);

create table lab_session (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    template text not null,
    title text not null,
    purpose text not null,
    welcome text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    zone text not null,
    place text not null,
    video text not null,
    room_id uuid not null unique,
    state text not null,
    version bigint not null,
    created_at bigint not null
);
create index lab_session_lab on lab_session (lab_id, starts_at);

create table block (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    position bigint not null,
    kind text not null,
    title text not null,
    purpose text not null,
    minutes bigint not null,
    rounds bigint not null,
    round_minutes bigint not null,
    tables bigint not null,
    outputs text not null,
    journey text,
    practice text
);
create index block_session on block (session_id, position);

create table question (
    id uuid primary key,
    block_id uuid not null references block (id),
    position bigint not null,
    words text not null,
    problem_id uuid
);
create index question_block on question (block_id, position);

-- The words of anything in another language, by a person or a machine; 'outdated' when the source changed since.
create table translation (
    entity text not null,
    entity_id uuid not null,
    lang text not null,
    words text not null,
    state text not null,
    source_hash text not null,
    made_by text not null,
    at bigint not null,
    primary key (entity, entity_id, lang)
);
create index translation_entity on translation (entity_id);

-- Where something came from: a proposal from a theme, a theme from contributions, a group from a proposal.
create table provenance (
    entity text not null,
    entity_id uuid not null,
    from_entity text not null,
    from_id uuid not null,
    how text not null,
    at bigint not null,
    primary key (entity, entity_id, from_entity, from_id)
);
create index provenance_from on provenance (from_entity, from_id);

-- Blocks and questions that were taken out while a session was prepared, so that they can be put back.
create table removed_part (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    kind text not null,
    body text not null,
    at bigint not null
);
create index removed_part_session on removed_part (session_id, at);

-- A link by which somebody without an account translates a session into one language. Only the hash of its code is kept.
create table translator_link (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    lang text not null,
    code_hash bytea not null unique,
    made_at bigint not null,
    ends_at bigint not null,
    revoked_at bigint,
    used_at bigint
);
create index translator_link_session on translator_link (session_id);

-- A journey walked together: at which step what breaks, ticked by whom at which table, and what was noted.
create table journey_tick (
    block_id uuid not null references block (id),
    by_id uuid not null,
    step bigint not null,
    failure text not null,
    table_number bigint not null,
    at bigint not null,
    primary key (block_id, by_id, step, failure, table_number)
);

create table journey_note (
    id uuid primary key,
    block_id uuid not null references block (id),
    by_id uuid not null,
    step bigint not null,
    table_number bigint not null,
    words text not null,
    lang text not null,
    at bigint not null
);
create index journey_note_block on journey_note (block_id, step);
