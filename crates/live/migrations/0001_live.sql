-- Rooms: documents that many edit at once. What was broadcast is in room_update, or merged into room.state.
create table room (
    id uuid primary key,
    state bytea not null,
    upto bigint not null,
    last bigint not null
);
create table room_update (
    room_id uuid not null references room (id),
    number bigint not null,
    at bigint not null,
    author text not null,
    body bytea not null,
    primary key (room_id, number)
);
