-- After the last meeting: groups, experiments, commitments, answers to those who contributed, minutes.

create table working_group (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    title text not null,
    task text not null,
    next_at bigint,
    state text not null,
    created_at bigint not null
);

create table group_member (
    group_id uuid not null references working_group (id),
    participant_id uuid not null,
    since bigint not null,
    primary key (group_id, participant_id)
);

create table group_post (
    id uuid primary key,
    group_id uuid not null references working_group (id),
    author uuid,
    words text not null,
    lang text not null,
    at bigint not null
);

create table experiment (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    title text not null,
    hypothesis text not null,
    place text not null,
    starts_at bigint not null,
    weeks bigint not null,
    measure text not null,
    result text not null,
    decision text,
    decided_at bigint,
    created_at bigint not null
);

create table commitment (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    session_id uuid,
    who text not null,
    participant_id uuid,
    what text not null,
    lang text not null,
    due bigint not null,
    state text not null,
    note text not null,
    closed_at bigint,
    created_at bigint not null
);

-- What became of a contribution, theme, proposal or experiment, told to all who contributed to it.
create table answer (
    id uuid primary key,
    entity text not null,
    entity_id uuid not null,
    outcome text not null,
    words text not null,
    organization text not null,
    at bigint not null
);
create index answer_entity on answer (entity, entity_id, at);

-- An institution accepted to answer by a day.
create table answer_clock (
    entity text not null,
    entity_id uuid not null,
    organization text not null,
    due bigint not null,
    answered_at bigint,
    primary key (entity, entity_id)
);

create table minutes (
    session_id uuid primary key references lab_session (id),
    state text not null,
    body text not null,
    version bigint not null,
    changed_at bigint not null,
    approved_at bigint,
    approved_by text
);
