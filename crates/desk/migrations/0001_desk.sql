-- The desk. What is personal is sealed in the vault; parties, states and deadlines are plain rows. Times are microseconds
-- since the epoch.

-- Somebody came or called; no person is needed. It leads to nobody.
create table desk_visit (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    at bigint not null,
    channel text not null,
    lang text not null,
    need text not null,
    outcome text not null
);
create index desk_visit_at on desk_visit (organization_id, at);

-- A number in the queue of a day.
create table desk_ticket (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    day text not null,
    number bigint not null,
    lang text not null,
    state text not null,
    place text not null,
    made_at bigint not null,
    called_at bigint,
    ended_at bigint
);
create unique index desk_ticket_number on desk_ticket (organization_id, day, number);

-- A person whom an organisation helps. identity, contact and circumstances are sealed, each in its class; the pseudonym that
-- the audit knows her by is sealed too, so that the link dies with her keys.
create table desk_person (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    pseudonym bytea,
    identity bytea,
    contact bytea,
    circumstances bytea,
    reserved boolean not null,
    restricted_at bigint,
    hold text not null,
    made_by uuid,
    made_at bigint not null,
    changed_at bigint not null,
    erased_at bigint,
    version bigint not null
);
create index desk_person_organization on desk_person (organization_id, changed_at);

-- Colleagues who are named on a reserved person.
create table desk_named (
    person_id uuid not null references desk_person (id),
    member_id uuid not null references member (id),
    primary key (person_id, member_id)
);

-- Keyed tokens by which an organisation finds its own people again. No name can be read from them.
create table desk_token (
    organization_id uuid not null,
    token bytea not null,
    person_id uuid not null references desk_person (id),
    kind text not null,
    primary key (organization_id, token, person_id)
);
create index desk_token_person on desk_token (person_id);

-- The code of her own page; only its hash is kept. Another one ends the one before.
create table desk_code (
    code_hash bytea primary key,
    person_id uuid not null references desk_person (id),
    made_at bigint not null,
    ends_at bigint not null
);
create index desk_code_person on desk_code (person_id);

-- Somebody with whom a person is: a guardian, a child.
create table desk_tie (
    person_id uuid not null references desk_person (id),
    other_id uuid not null references desk_person (id),
    kind text not null,
    knows boolean not null,
    made_at bigint not null,
    primary key (person_id, other_id)
);

-- A taking in charge. One organisation answers for it, written here and never derived.
create table desk_case (
    id uuid primary key,
    person_id uuid not null references desk_person (id),
    organization_id uuid not null references account_organization (id),
    state text not null,
    sealed bytea,
    opened_at bigint not null,
    closed_at bigint,
    version bigint not null
);
create index desk_case_person on desk_case (person_id);
create table desk_note (
    id uuid primary key,
    case_id uuid not null references desk_case (id),
    member_id uuid,
    at bigint not null,
    sealed bytea
);
create index desk_note_case on desk_note (case_id, at);

-- A step of a plan: an appointment, a document, a referral, something to do.
create table desk_step (
    id uuid primary key,
    case_id uuid not null references desk_case (id),
    place bigint not null,
    kind text not null,
    service_id uuid,
    referral_id uuid,
    due_at bigint,
    done_at bigint,
    sealed bytea
);
create index desk_step_case on desk_step (case_id, place);

-- A request from one organisation to another for a person.
create table referral (
    id uuid primary key,
    person_id uuid not null references desk_person (id),
    case_id uuid references desk_case (id),
    parent_id uuid references referral (id),
    sender_id uuid not null references account_organization (id),
    sender_member uuid,
    receiver_id uuid references account_organization (id),
    receiver_name text not null,
    service_id uuid,
    need text not null,
    priority text not null,
    state text not null,
    reason text not null,
    denied_by text not null,
    outcome text not null,
    helped text not null,
    contact_member uuid,
    appointment_at bigint,
    expected_at bigint,
    proposed_id uuid,
    clock text not null,
    due_at bigint,
    paused bigint,
    step bigint not null,
    flagged boolean not null,
    details bytea,
    capsule bytea,
    sent_at bigint,
    made_at bigint not null,
    changed_at bigint not null,
    version bigint not null
);
create index referral_person on referral (person_id);
create index referral_sender on referral (sender_id, state, due_at);
create index referral_receiver on referral (receiver_id, state, due_at);

-- What happened to a referral, move by move. A key that was used is a move that was made.
create table referral_event (
    referral_id uuid not null references referral (id),
    number bigint not null,
    at bigint not null,
    side text not null,
    organization_id uuid,
    move text not null,
    state text not null,
    detail text not null,
    key uuid not null,
    primary key (referral_id, number)
);
create unique index referral_event_key on referral_event (key);

-- Her decision, per referral: to whom, which fields, until when, how she said it, who was there, what she refused.
create table referral_authorisation (
    id uuid primary key,
    referral_id uuid not null references referral (id),
    person_id uuid not null references desk_person (id),
    state text not null,
    notice text not null,
    sealed bytea,
    at bigint not null,
    ends_at bigint not null,
    ended_at bigint
);
create index referral_authorisation_referral on referral_authorisation (referral_id);

-- Whom to ask next if it is refused; nothing goes out before an operator's tap.
create table referral_next (
    referral_id uuid not null references referral (id),
    place bigint not null,
    next_id uuid not null references referral (id),
    primary key (referral_id, place)
);

create table referral_attempt (
    id uuid primary key,
    referral_id uuid not null references referral (id),
    member_id uuid,
    channel text not null,
    at bigint not null
);
create index referral_attempt_referral on referral_attempt (referral_id);

-- What is written beside a referral: between the workers, or with the person. Sealed by the referral's shared key.
create table referral_message (
    id uuid primary key,
    referral_id uuid not null references referral (id),
    audience text not null,
    side text not null,
    member_id uuid,
    at bigint not null,
    sealed bytea
);
create index referral_message_referral on referral_message (referral_id, at);

-- What an organisation must take note of, and did: a withdrawal, a correction, an erasure, the notice of article 14.
create table referral_receipt (
    id uuid primary key,
    referral_id uuid not null references referral (id),
    organization_id uuid,
    kind text not null,
    made_at bigint not null,
    due_at bigint not null,
    taken_at bigint,
    member_id uuid
);
create index referral_receipt_organization on referral_receipt (organization_id, taken_at);

-- A way in for a receiver without an account: a link and, by another way, a second code. Only hashes are kept.
create table referral_link (
    id uuid primary key,
    referral_id uuid not null references referral (id),
    code_hash bytea not null,
    second_hash bytea not null,
    tries bigint not null,
    made_at bigint not null,
    ends_at bigint not null
);
create unique index referral_link_code on referral_link (code_hash);
create index referral_link_referral on referral_link (referral_id);

-- "No eligible organisation": what the network lacks, without a person.
create table desk_gap (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    need text not null,
    reason text not null,
    at bigint not null
);
create index desk_gap_need on desk_gap (need, at);

-- Whom an organisation names as its contact and as substitute, until when that holds.
create table desk_contact (
    organization_id uuid not null references account_organization (id),
    member_id uuid not null references member (id),
    kind text not null,
    review_at bigint not null,
    primary key (organization_id, member_id)
);

-- Something that may be booked: a mediator's hours, a room.
create table desk_resource (
    id uuid primary key,
    organization_id uuid not null references account_organization (id),
    kind text not null,
    name text not null,
    langs text not null,
    ended_at bigint
);
create table desk_booking (
    id uuid primary key,
    resource_id uuid not null references desk_resource (id),
    organization_id uuid not null references account_organization (id),
    member_id uuid not null,
    begins_at bigint not null,
    ends_at bigint not null,
    ended_at bigint
);
create index desk_booking_resource on desk_booking (resource_id, begins_at);

-- An emergency in which a colleague opened a reserved person; who, when, why (sealed), and who looked at it afterwards.
create table desk_emergency (
    id uuid primary key,
    person_id uuid not null references desk_person (id),
    organization_id uuid not null,
    member_id uuid not null,
    kind text not null,
    sealed bytea,
    at bigint not null,
    ends_at bigint not null,
    review_at bigint not null,
    reviewed_at bigint,
    reviewed_by uuid
);
create index desk_emergency_person on desk_emergency (person_id, ends_at);
