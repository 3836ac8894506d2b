-- Plenary: themes, statements and votes, proposals and how they are chosen.

-- Where the plenary of a session stands: how many steps were made on its wall, and its clock. ends_at is when the clock
-- runs out; paused_left what was left, in microseconds, when it was stopped.
create table plenary (
    session_id uuid primary key references lab_session (id),
    steps bigint not null,
    ends_at bigint,
    paused_left bigint
);

-- What was done on the wall, newest last. touched: ids of the themes and contributions it changed; before: what is put
-- back when it is undone, as JSON.
create table plenary_step (
    session_id uuid not null references lab_session (id),
    number bigint not null,
    at bigint not null,
    what text not null,
    touched text not null,
    before text not null,
    undone boolean not null,
    primary key (session_id, number)
);

-- asked: the words put to the room for consent, once they were.
create table theme (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    title text not null,
    lang text not null,
    position bigint not null,
    state text not null,
    asked text not null,
    created_at bigint not null,
    decided_at bigint
);
create index theme_session on theme (session_id, position);

-- Which contributions a theme holds; a contribution stays an ancestor of every theme it ever was in.
create table theme_part (
    theme_id uuid not null references theme (id),
    contribution_id uuid not null references contribution (id),
    position bigint not null,
    since bigint not null,
    until bigint,
    primary key (theme_id, contribution_id)
);
create index theme_part_contribution on theme_part (contribution_id);

-- A serious objection to what was put to the room; it stays, as dissent, when the room goes on.
create table objection (
    id uuid primary key,
    theme_id uuid not null references theme (id),
    words text not null,
    lang text not null,
    state text not null,
    at bigint not null
);
create index objection_theme on objection (theme_id, at);

-- Who may vote on a Lab's statements: nobody yet, its participants, or everyone. changes counts statements and votes, so
-- that a picture made from them is known to be of now.
create table consultation (
    lab_id uuid primary key references lab (id),
    open_to text not null,
    changes bigint not null
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
create index statement_lab on statement (lab_id, created_at);

-- One who voted: a participant, or a device whose holder has no account. lang is the page on which she voted first.
create table voter (
    lab_id uuid not null references lab (id),
    id uuid not null,
    lang text not null,
    participant boolean not null,
    since bigint not null,
    primary key (lab_id, id)
);

create table vote (
    statement_id uuid not null references statement (id),
    voter uuid not null,
    vote bigint not null,
    at bigint not null,
    primary key (statement_id, voter)
);
create index vote_voter on vote (voter);

-- hours and euros are null until somebody worked them out: 0 means that it costs nothing.
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
    hours bigint,
    euros bigint,
    first_step text not null,
    state text not null,
    version bigint not null,
    created_at bigint not null,
    changed_at bigint not null
);
create index proposal_lab on proposal (lab_id, created_at);

-- Every version of a proposal as it was saved, with who saved it: editor is a participant or a member.
create table proposal_version (
    proposal_id uuid not null references proposal (id),
    number bigint not null,
    at bigint not null,
    editor uuid,
    body text not null,
    primary key (proposal_id, number)
);

create table proposal_comment (
    id uuid primary key,
    proposal_id uuid not null references proposal (id),
    author uuid,
    words text not null,
    lang text not null,
    hidden boolean not null,
    at bigint not null
);
create index proposal_comment_proposal on proposal_comment (proposal_id, at);

-- budgets and seats are null where there is no such limit. ballots: consent, approval or points.
create table choice (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    title text not null,
    lang text not null,
    method text not null,
    ballots text not null,
    budget_hours bigint,
    budget_euros bigint,
    seats bigint,
    points bigint not null,
    state text not null,
    outcome text not null,
    created_at bigint not null,
    closed_at bigint
);
create index choice_session on choice (session_id, created_at);

-- What a proposal cost when the choice was opened; number is its name on ballots and in exports.
create table choice_option (
    choice_id uuid not null references choice (id),
    proposal_id uuid not null references proposal (id),
    number bigint not null,
    hours bigint not null,
    euros bigint not null,
    primary key (choice_id, proposal_id)
);

create table ballot (
    choice_id uuid not null references choice (id),
    voter uuid not null,
    body text not null,
    at bigint not null,
    primary key (choice_id, voter)
);
