-- As on PostgreSQL, which has an index of it.
alter table stock_level add column sold_out boolean generated always as (available = 0);
