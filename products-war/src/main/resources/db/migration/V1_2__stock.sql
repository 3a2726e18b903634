-- Apart from the product: reservations change this narrow row often, and nobody who edits a description waits for them.
create table stock_level (
    product_id uuid primary key references product (id),
    available integer not null check (available >= 0)
);

-- One answer for each order, whatever it was.
create table reservation (
    order_id uuid primary key,
    outcome varchar(16) not null,
    decided_at timestamp(6) with time zone not null
);

create table reserved_quantity (
    order_id uuid not null references reservation (order_id),
    product_id uuid not null references product (id),
    quantity integer not null check (quantity > 0),
    primary key (order_id, product_id)
);
