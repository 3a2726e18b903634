-- Whom the event is about, if it says so: with this user the letter is deleted, whatever its subject is.
alter table dead_letter add column user_id varchar(64);

create index dead_letter_of_user on dead_letter (user_id);
