-- What was reserved until now had no end: its orders were confirmed as soon as they heard of it.
alter table reservation add column state varchar(16) default 'COMMITTED' not null;
update reservation set state = 'REJECTED' where outcome = 'REJECTED';
alter table reservation drop column outcome;
alter table reservation add column expires_at timestamp(6) with time zone;

create index reservation_expiry on reservation (expires_at);

-- Without a reference to the product: what was reserved of it outlives a product that is deleted.
create table reservation_line (
    order_id uuid not null references reservation (order_id),
    product_id uuid not null,
    quantity integer not null check (quantity > 0),
    primary key (order_id, product_id)
);
insert into reservation_line (order_id, product_id, quantity)
select order_id, product_id, quantity from reserved_quantity;
drop table reserved_quantity;

-- Changes with each change of the stock, so that who has read it can tell whether it is still so.
alter table stock_level add column version integer default 0 not null;
