-- Programs that get tokens in their own name (RFC 6749, section 4.4).
create table oauth_client (
    id uuid primary key,
    name varchar(100) not null,
    -- SHA-256 of 256 random bits: the secret itself was shown once.
    secret_hash varchar(64) not null,
    scopes varchar(2200) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null
);

create index oauth_client_newest on oauth_client (created_at desc, id desc);
