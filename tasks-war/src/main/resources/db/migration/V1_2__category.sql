create table category (
    id uuid primary key,
    owner_id uuid not null,
    name varchar(100) not null,
    -- What names are compared and sorted by; a letter's small form may be two.
    name_key varchar(300) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null,
    constraint category_name unique (owner_id, name_key)
);

create index category_of_owner on category (owner_id, created_at desc, id desc);

alter table task add column category_id uuid;
alter table task add column due_at timestamp(6) with time zone;
alter table task add constraint task_category foreign key (category_id) references category (id);

create index task_of_category on task (category_id);
create index task_due on task (owner_id, due_at, id);
create index task_title on task (owner_id, title, id);
