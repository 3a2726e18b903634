-- Users whom other services have never heard of in full, as they registered before those kept what they need of them.
-- Each is told once more; new ones are told when they register.
create table introduction (
    user_id uuid primary key
);

insert into introduction (user_id) select id from account where deleted_at is null;
