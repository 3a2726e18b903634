-- Whether the owner is a user no longer, so that user_id is the id of nobody.
alter table customer_order add column owner_left boolean default false not null;
