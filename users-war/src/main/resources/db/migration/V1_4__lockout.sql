-- How often a login has failed: for a name from one address, and for a name from all that are not known.
-- Only hashes stand here: what is typed as a name may be a password.
create table failed_login (
    counter varchar(64) primary key,
    name_hash varchar(64) not null,
    failures integer not null,
    last_at timestamp(6) with time zone not null,
    locked_until timestamp(6) with time zone not null
);

create index failed_login_of_name on failed_login (name_hash);
create index failed_login_oldest on failed_login (last_at);

-- Where users have logged in from.
create table known_address (
    user_id uuid not null references account (id) on delete cascade,
    address_hash varchar(64) not null,
    last_seen_at timestamp(6) with time zone not null,
    primary key (user_id, address_hash)
);

create index known_address_oldest on known_address (last_seen_at);

-- Tokens that are too old to be renewed are forgotten even when their session goes on.
create index refresh_token_oldest on refresh_token (issued_at);
