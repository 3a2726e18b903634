-- Queries have the same expression, to the letter.
create index product_text on product using gin (to_tsvector('english', name || ' ' || coalesce(description, '')));
