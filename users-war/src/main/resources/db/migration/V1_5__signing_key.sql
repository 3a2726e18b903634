-- The keys of access tokens. A key is published from created_at, signs in between, and is published on until the last
-- token that it signed has expired.
create table signing_key (
    kid varchar(64) primary key,
    created_at timestamp(6) with time zone not null,
    signs_from timestamp(6) with time zone not null,
    signs_until timestamp(6) with time zone not null,
    public_jwk varchar(1000) not null,
    -- The private key as a JWE: who reads this table cannot sign.
    sealed_jwk varchar(2000) not null,
    -- Which key in the key directory opens it.
    seal_id varchar(64) not null
);

-- One row: whoever holds its lock is the one who changes keys, however many instances run.
create table signing_key_lock (
    id integer primary key
);
insert into signing_key_lock (id) values (1);
