create table task (
    id uuid primary key,
    owner_id uuid not null,
    title varchar(200) not null,
    description varchar(2000),
    status varchar(16) not null,
    created_at timestamp(6) with time zone not null,
    completed_at timestamp(6) with time zone,
    version integer not null
);

create index task_of_owner on task (owner_id, created_at desc, id desc);
