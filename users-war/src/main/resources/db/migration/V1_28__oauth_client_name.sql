-- What names are compared and sorted by; a letter's small form may be two. In a database whose locale is C, lower() knows the
-- letters A to Z alone: a name with other capitals keeps them here, and is not found by them until somebody saves it.
alter table oauth_client add column name_key varchar(300);
update oauth_client set name_key = lower(trim(name));
alter table oauth_client alter column name_key set not null;

create index oauth_client_by_name on oauth_client (name_key, id);
