-- Since when a mail could be sent: due_at moves with each lease and each try. Who has a mail now has taken it for ten minutes.
alter table mail add column due_since timestamp(6) with time zone;
update mail set due_since =
    coalesce(tried_since, case when lease is null then due_at else due_at - interval '10' minute end);
alter table mail alter column due_since set not null;
