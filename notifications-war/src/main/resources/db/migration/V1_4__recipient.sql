create table recipient (
    user_id uuid primary key,
    email varchar(320),
    locale varchar(35),
    -- When that was so: events may come out of order.
    known_at timestamp(6) with time zone not null,
    -- What is left of a user who was deleted, so that a late event brings nothing back.
    forgotten boolean not null
);
