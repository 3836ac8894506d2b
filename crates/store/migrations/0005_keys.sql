-- What the database knows of the erasure ledger, a file that lies apart from it: each line it holds of what was erased.
-- A line that the file has and this table has not was erased after this database was copied. Times are microseconds.
create table vault_erasure (
    line bigint primary key,
    subject uuid not null,
    holder uuid,
    at bigint not null,
    hash bytea not null
);
create index vault_erasure_subject on vault_erasure (subject);

-- Where each audit chain stood at a moment, signed by a key that lies outside the database. The same lines stand in a file.
create table audit_checkpoint (
    chain text not null,
    number bigint not null,
    at bigint not null,
    hash bytea not null,
    signer text not null,
    signature bytea not null,
    primary key (chain, number)
);
