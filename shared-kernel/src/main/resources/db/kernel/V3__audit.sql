-- What happened to each aggregate, for good: rows are only ever added. The document is the event without what is
-- personal in it; the actor is the user who did it, none for the system itself.
create table audit_event (
    event_id uuid primary key,
    subject varchar(64) not null,
    sequence_number bigint not null,
    type varchar(64) not null,
    occurred_at timestamp(6) with time zone not null,
    actor uuid,
    document varchar(65536) not null,
    constraint audit_event_order unique (subject, sequence_number)
);
