create table product (
    id uuid primary key,
    name varchar(200) not null,
    description varchar(2000),
    price_amount numeric(11, 4) not null check (price_amount > 0),
    price_currency varchar(3) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null
);

create index product_newest on product (created_at desc, id desc);
