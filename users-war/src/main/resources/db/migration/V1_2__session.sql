create table login_session (
    id uuid primary key,
    user_id uuid not null references account (id) on delete cascade,
    started_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);

create index login_session_of_user on login_session (user_id);
create index login_session_expired on login_session (expires_at);

-- The token itself is nowhere: who reads this table cannot use what stands in it.
create table refresh_token (
    hash varchar(64) primary key,
    session_id uuid not null references login_session (id) on delete cascade,
    issued_at timestamp(6) with time zone not null,
    spent_at timestamp(6) with time zone
);

create index refresh_token_of_session on refresh_token (session_id);
