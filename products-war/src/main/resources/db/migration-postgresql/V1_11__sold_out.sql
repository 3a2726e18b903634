-- What lists ask for. An index of the number itself would be changed with each piece that is sold; this one is with the last.
alter table stock_level add column sold_out boolean generated always as (available = 0) stored;
create index stock_level_sold_out on stock_level (sold_out, product_id);
