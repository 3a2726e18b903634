alter table account add column display_name varchar(100);
alter table account add column enabled boolean default true not null;
-- Can be neither deleted nor disabled, and keeps its roles: the first administrator, and whom administrators protect.
alter table account add column undeletable boolean default false not null;
-- From here on the row holds nothing of the person; it keeps the id from being given again.
alter table account add column deleted_at timestamp(6) with time zone;

update account set undeletable = true where username_key = 'admin';

-- Beyond the role "user", which everybody has.
create table account_role (
    user_id uuid not null references account (id) on delete cascade,
    role varchar(32) not null,
    primary key (user_id, role)
);

create index account_role_holders on account_role (role, user_id);

insert into account_role (user_id, role) select id, 'ADMIN' from account where administrator;

alter table account drop column administrator;

-- What administrators sort their lists by.
create index account_by_username on account (username_key, id);
create index account_by_email on account (email, id);
