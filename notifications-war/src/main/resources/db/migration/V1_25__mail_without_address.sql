-- A mail may be written before it is known where its user is reached: it waits for the address.
alter table mail alter column address drop not null;
