-- When the first of the tries that are counted has failed: a mail is given up a time after that. Those that wait now begin anew.
alter table mail add column tried_since timestamp(6) with time zone;

-- Administrators list all mails, or those that have failed.
create index mail_of_all on mail (created_at desc, id desc);
create index mail_by_status on mail (status, created_at desc, id desc);
