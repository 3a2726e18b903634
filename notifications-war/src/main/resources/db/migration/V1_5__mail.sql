create table mail (
    id uuid primary key,
    notification_id uuid not null,
    user_id uuid not null,
    address varchar(320) not null,
    subject varchar(500) not null,
    text varchar(20000) not null,
    status varchar(16) not null,
    tries integer not null,
    -- When it may be tried next; while a sender has it, when its lease ends.
    due_at timestamp(6) with time zone not null,
    lease uuid,
    reason varchar(500),
    created_at timestamp(6) with time zone not null,
    settled_at timestamp(6) with time zone
);

create index mail_due on mail (status, due_at);
create index mail_of_notification on mail (notification_id, created_at);
create index mail_of_user on mail (user_id);
create index mail_settled on mail (settled_at);
