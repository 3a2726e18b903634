-- In which language users want to be told things, a BCP 47 tag; nobody has said so until now.
alter table account add column locale varchar(35);
