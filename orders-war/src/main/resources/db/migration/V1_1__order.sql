create table customer_order (
    id uuid primary key,
    user_id uuid not null,
    status varchar(16) not null,
    reason varchar(64),
    total_amount numeric(19, 4) not null check (total_amount > 0),
    total_currency varchar(3) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null
);

create index order_of_user on customer_order (user_id, created_at desc, id desc);

-- What was ordered, at the price of that moment.
create table order_line (
    order_id uuid not null references customer_order (id),
    position integer not null,
    product_id uuid not null,
    quantity integer not null check (quantity > 0),
    price_amount numeric(11, 4) not null check (price_amount > 0),
    price_currency varchar(3) not null,
    primary key (order_id, position)
);
