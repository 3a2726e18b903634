-- When an order last changed. Of orders of the first version only the time of placing is known.
alter table customer_order add column updated_at timestamp(6) with time zone;
update customer_order set updated_at = created_at;
alter table customer_order alter column updated_at set not null;

-- The states that an order has reached, in their order.
create table order_history (
    order_id uuid not null references customer_order (id),
    position integer not null,
    status varchar(16) not null,
    reason varchar(64),
    reached_at timestamp(6) with time zone not null,
    primary key (order_id, position)
);

insert into order_history (order_id, position, status, reached_at)
    select id, 0, 'PLACED', created_at from customer_order;
insert into order_history (order_id, position, status, reason, reached_at)
    select id, 1, status, reason, created_at from customer_order where status <> 'PLACED';

-- The lists of administrators, and what is due to be ended: the oldest of those that are PLACED.
create index order_by_time on customer_order (created_at desc, id desc);
create index order_by_status on customer_order (status, created_at desc, id desc);
