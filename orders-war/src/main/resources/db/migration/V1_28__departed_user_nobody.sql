-- Whose the orders become of one who has left: a random id, null until the first of them are forgotten.
alter table departed_user add column nobody uuid;
