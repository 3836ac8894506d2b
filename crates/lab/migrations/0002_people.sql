-- Who takes part, who came, who sits where, and what the facilitator's clock says.
-- Codes, mail addresses and telephone numbers are sealed in one value, access needs in another; the rest is what a badge shows.
-- retired_at: name and contacts went after the minutes were approved, the code stays. erased_at: she left, all of it went.

create table participant (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    name text not null,
    body text not null,
    kind text not null,
    territory text not null,
    speaks text,
    reads text,
    lang text not null,
    mediator boolean not null,
    step_free boolean not null,
    code_hash bytea not null unique,
    sealed bytea,
    access bytea,
    created_at bigint not null,
    retired_at bigint,
    erased_at bigint
);
create index participant_lab on participant (lab_id);

create table attendance (
    session_id uuid not null references lab_session (id),
    participant_id uuid not null references participant (id),
    role text not null,
    answer text not null,
    invited_at bigint,
    answered_at bigint,
    arrived_at bigint,
    left_at bigint,
    primary key (session_id, participant_id)
);
create index attendance_participant on attendance (participant_id);

-- Who must not sit at one table; a is the smaller id. Only facilitators see it.
create table apart (
    lab_id uuid not null references lab (id),
    a uuid not null references participant (id),
    b uuid not null references participant (id),
    primary key (a, b)
);
create index apart_lab on apart (lab_id);

-- What a participant asks of the facilitator about her seat, in her own sealed words, until it is settled.
create table apart_wish (
    id uuid primary key,
    lab_id uuid not null references lab (id),
    participant_id uuid not null references participant (id),
    sealed bytea not null,
    asked_at bigint not null,
    settled_at bigint
);

-- Who else sits at the device of a participant.
create table companion (
    participant_id uuid not null references participant (id),
    companion_id uuid not null references participant (id),
    since bigint not null,
    primary key (participant_id, companion_id)
);

-- A list that was pasted or uploaded and waits to be looked through; sealed, for it holds contacts.
create table people_draft (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    sealed bytea not null,
    version bigint not null,
    made_at bigint not null
);

-- A session into which one may come with one code for all: a hash to find it by, a sealed copy to show it again.
create table open_door (
    session_id uuid primary key references lab_session (id),
    code_hash bytea not null unique,
    sealed bytea not null,
    opened_at bigint not null
);

create table cafe_table (
    block_id uuid not null references block (id),
    number bigint not null,
    host uuid,
    question_id uuid,
    step_free boolean not null,
    video text not null,
    room_id uuid not null unique,
    open boolean not null,
    primary key (block_id, number)
);

-- Rounds and tables count from 1.
create table seat (
    block_id uuid not null references block (id),
    round bigint not null,
    participant_id uuid not null references participant (id),
    table_number bigint not null,
    primary key (block_id, round, participant_id)
);

-- Where somebody must sit; round 0 means every round.
create table seat_pin (
    block_id uuid not null references block (id),
    round bigint not null,
    participant_id uuid not null references participant (id),
    table_number bigint not null,
    primary key (block_id, round, participant_id)
);

-- Where a running session stands. ends_at is when the round's clock runs out; paused_left the microseconds that were left when
-- it was stopped; alone: the next turn begins by itself when the clock has run out.
create table run (
    session_id uuid primary key references lab_session (id),
    phase text not null,
    block_id uuid,
    round bigint not null,
    ends_at bigint,
    paused_left bigint,
    alone boolean not null,
    version bigint not null
);

-- What can be undone, newest last: what was done, and how it was before, as JSON with ids only.
create table run_step (
    session_id uuid not null references lab_session (id),
    number bigint not null,
    at bigint not null,
    what text not null,
    before text not null,
    undone boolean not null,
    primary key (session_id, number)
);

create table announcement (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    at bigint not null,
    words text not null,
    lang text not null,
    withdrawn_at bigint
);
create index announcement_session on announcement (session_id, at);

create table help_call (
    id uuid primary key,
    session_id uuid not null references lab_session (id),
    table_number bigint not null,
    at bigint not null,
    answered_at bigint
);
create index help_call_session on help_call (session_id, at);

-- A sheet of paper on a table: its code lets a scribe type what stands on it. Kept readable, so that a sheet can be printed again.
create table sheet (
    code text primary key,
    block_id uuid not null references block (id),
    table_number bigint not null,
    round bigint not null,
    typed_at bigint,
    unique (block_id, table_number, round)
);

-- Photographs of sheets, without their metadata.
create table sheet_photo (
    id uuid primary key,
    sheet_code text not null references sheet (code),
    kind text not null,
    bytes bytea not null,
    at bigint not null
);
create index sheet_photo_sheet on sheet_photo (sheet_code, at);
