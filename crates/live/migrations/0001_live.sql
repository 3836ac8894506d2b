-- Rooms: documents that many edit at once. What was broadcast is in room_update, or merged into room.state.
create table room (
    id uuid primary key,
    state bytea not null,
    upto bigint not null
);

-- The journal: what one tick brought, in commit order, without gaps. authors is a JSON list; body names them by place.
create table room_update (
    room_id uuid not null references room (id),
    number bigint not null,
    at bigint not null,
    authors text not null,
    body bytea not null,
    primary key (room_id, number)
);

-- Whose a Yjs client id is: the one who used it first.
create table room_client (
    room_id uuid not null references room (id),
    client bigint not null,
    who text not null,
    primary key (room_id, client)
);
