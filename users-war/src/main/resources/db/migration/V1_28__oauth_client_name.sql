-- What names are compared and sorted by; a letter's small form may be two.
alter table oauth_client add column name_key varchar(300);
update oauth_client set name_key = lower(trim(name));
alter table oauth_client alter column name_key set not null;

create index oauth_client_by_name on oauth_client (name_key, id);
