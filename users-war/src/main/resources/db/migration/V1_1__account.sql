create table account (
    id uuid primary key,
    username varchar(64) not null,
    -- The username in lower case: unique without an index on an expression, which not every database has.
    username_key varchar(64) not null,
    email varchar(254) not null,
    password_hash varchar(255) not null,
    administrator boolean not null,
    created_at timestamp(6) with time zone not null,
    version integer not null,
    constraint account_username unique (username_key),
    constraint account_email unique (email)
);

create index account_newest on account (created_at desc, id desc);
