-- Requests that were sent with an Idempotency-Key: in flight while there is no status, then with the answer that a
-- repetition gets. A row counts until expires_at.
create table idempotency (
    id varchar(43) primary key,
    fingerprint varchar(43) not null,
    claim uuid not null,
    expires_at timestamp(6) with time zone not null,
    status integer,
    location varchar(16384),
    etag varchar(64),
    body varchar(1000000)
);

create index idempotency_oldest on idempotency (expires_at);
