-- What begins with a text is found in the order of characters only; the indexes of orders are in that of the database.
create index account_username_beginning on account (username_key varchar_pattern_ops);
