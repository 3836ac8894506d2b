-- After the last meeting: groups, experiments, commitments, answers to those who contributed, minutes.

create table working_group (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    title text not null,
    task text not null,
    lang text not null,
    next_at bigint,
    state text not null,
    version bigint not null,
    created_at bigint not null
);
create index working_group_lab on working_group (lab_id);

create table group_member (
    group_id uuid not null references working_group (id),
    participant_id uuid not null,
    since bigint not null,
    primary key (group_id, participant_id)
);
create index group_member_participant on group_member (participant_id);

-- An author who is missing is whoever follows the Lab up.
create table group_post (
    id uuid primary key,
    group_id uuid not null references working_group (id),
    author uuid,
    words text not null,
    lang text not null,
    at bigint not null
);
create index group_post_group on group_post (group_id, at);

create table experiment (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    title text not null,
    hypothesis text not null,
    place text not null,
    lang text not null,
    starts_at bigint not null,
    weeks bigint not null,
    measure text not null,
    result text not null,
    decision text,
    decided_at bigint,
    version bigint not null,
    created_at bigint not null
);
create index experiment_lab on experiment (lab_id);

-- What was seen while it was tried.
create table experiment_note (
    id uuid primary key,
    experiment_id uuid not null references experiment (id),
    words text not null,
    lang text not null,
    at bigint not null
);
create index experiment_note_experiment on experiment_note (experiment_id, at);

-- Who: a participant, or an organisation by its name.
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
    version bigint not null,
    created_at bigint not null
);
create index commitment_lab on commitment (lab_id, due);

-- A promise may be moved; the day before it stays to be seen.
create table commitment_move (
    commitment_id uuid not null references commitment (id),
    number bigint not null,
    from_due bigint not null,
    to_due bigint not null,
    reason text not null,
    at bigint not null,
    primary key (commitment_id, number)
);

-- What became of a theme, proposal, experiment or commitment, told to all who contributed to it.
create table answer (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    entity text not null,
    entity_id uuid not null,
    outcome text not null,
    words text not null,
    lang text not null,
    organization text not null,
    at bigint not null
);
create index answer_entity on answer (entity, entity_id, at);
create index answer_lab on answer (lab_id, at);

-- Which answers a participant has seen.
create table answer_read (
    participant_id uuid not null,
    answer_id uuid not null references answer (id),
    at bigint not null,
    primary key (participant_id, answer_id)
);

-- An institution accepted to answer by a day.
create table answer_clock (
    entity text not null,
    entity_id uuid not null,
    lab_id uuid not null references lab (id),
    organization text not null,
    due bigint not null,
    accepted_at bigint not null,
    answered_at bigint,
    primary key (entity, entity_id)
);
create index answer_clock_lab on answer_clock (lab_id, due);

-- What somebody was reminded of, so that it is said once.
create table reminder (
    entity text not null,
    entity_id uuid not null,
    due bigint not null,
    what text not null,
    at bigint not null,
    primary key (entity, entity_id, due, what)
);

-- The draft of a collaboration procedure, every version with the hash of its content.
create table procedure_draft (
    id uuid not null,
    number bigint not null,
    lab_id uuid not null references lab (id),
    proposal_id uuid not null,
    hash text not null,
    body text not null,
    at bigint not null,
    primary key (id, number)
);
create index procedure_draft_lab on procedure_draft (lab_id);

-- A draft holds only what a person wrote over the sections that write themselves; approved, it holds everything.
create table minutes (
    session_id uuid primary key references lab_session (id),
    state text not null,
    body text not null,
    open boolean not null,
    version bigint not null,
    changed_at bigint not null,
    approved_at bigint,
    approved_by text
);

-- What was erased after the minutes were approved; counts only.
create table erasure_report (
    session_id uuid primary key references lab_session (id),
    lab_id uuid not null references lab (id),
    at bigint not null,
    body text not null
);
