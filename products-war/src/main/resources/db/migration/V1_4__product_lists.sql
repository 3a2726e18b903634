-- One for each order of the list: all of it, of one category, and by price in one currency.
create index product_by_name on product (name, id);
create index product_by_price on product (price_amount, id);
create index product_in_currency on product (price_currency, price_amount, id);
create index product_of_category on product (category_id, created_at desc, id desc);
create index product_of_category_by_name on product (category_id, name, id);
create index product_of_category_by_price on product (category_id, price_amount, id);
