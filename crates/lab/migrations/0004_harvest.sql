-- Plenary: themes, statements and votes, proposals and how they are chosen.

create table theme (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    title text not null,
    lang text not null,
    position bigint not null,
    state text not null,
    created_at bigint not null
);

-- Which contributions a theme holds; a contribution stays an ancestor of every theme it ever was in.
create table theme_part (
    theme_id uuid not null references theme (id),
    contribution_id uuid not null references contribution (id),
    since bigint not null,
    until bigint,
    primary key (theme_id, contribution_id)
);

create table statement (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    session_id uuid,
    words text not null,
    lang text not null,
    picture text not null,
    state text not null,
    author uuid,
    created_at bigint not null
);

create table vote (
    statement_id uuid not null references statement (id),
    voter uuid not null,
    vote bigint not null,
    at bigint not null,
    primary key (statement_id, voter)
);

create table proposal (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    session_id uuid not null references lab_session (id),
    title text not null,
    lang text not null,
    problem text not null,
    parties text not null,
    change text not null,
    beneficiaries text not null,
    hours bigint not null,
    euros bigint not null,
    first_step text not null,
    state text not null,
    version bigint not null,
    created_at bigint not null,
    changed_at bigint not null
);

create table choice (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    method text not null,
    budget_hours bigint not null,
    budget_euros bigint not null,
    state text not null,
    outcome text not null,
    created_at bigint not null,
    closed_at bigint
);

create table choice_option (
    choice_id uuid not null references choice (id),
    proposal_id uuid not null references proposal (id),
    primary key (choice_id, proposal_id)
);

create table ballot (
    choice_id uuid not null references choice (id),
    voter uuid not null,
    body text not null,
    at bigint not null,
    primary key (choice_id, voter)
);
