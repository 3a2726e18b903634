create table notification (
    id uuid primary key,
    user_id uuid not null,
    type varchar(64) not null,
    message varchar(500) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null
);

create index notification_of_user on notification (user_id, created_at desc, id desc);
