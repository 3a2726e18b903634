alter table notification add column subject varchar(200);
alter table notification add column read_at timestamp(6) with time zone;
-- The place in the order in which notifications became visible; null until it is given.
alter table notification add column feed_number bigint;

-- Never in a stream: they were there before there were any.
update notification set feed_number = 0;

create index notification_unread on notification (user_id, read_at);
create index notification_of_all on notification (created_at desc, id desc);
create index notification_feed on notification (feed_number, created_at, id);
create index notification_feed_of_user on notification (user_id, feed_number);

-- One row: who has it locked gives numbers, and nobody else meanwhile.
create table feed_position (
    id integer primary key,
    last_number bigint not null
);

insert into feed_position (id, last_number) values (1, 0);
