create table category (
    id uuid primary key,
    name varchar(100) not null,
    -- What names are compared and sorted by; a letter's small form may be two.
    name_key varchar(300) not null,
    created_at timestamp(6) with time zone not null,
    version integer not null,
    constraint category_name unique (name_key)
);

create index category_newest on category (created_at desc, id desc);
create index category_by_name on category (name_key, id);

alter table product add column category_id uuid;
alter table product add constraint product_category foreign key (category_id) references category (id);
