-- Who is a user no longer, while a token of theirs may be good.
create table departed_user (
    user_id uuid primary key,
    left_at timestamp(6) with time zone not null
);
