-- Where in its trace the event happened, and whether the broker has refused it: then it, and with it the later events of
-- its subject, wait until the time to retry.
alter table outbox add column traceparent varchar(55);
alter table outbox add column refusals integer default 0 not null;
alter table outbox add column retry_at timestamp(6) with time zone;

create index outbox_refused on outbox (retry_at);
