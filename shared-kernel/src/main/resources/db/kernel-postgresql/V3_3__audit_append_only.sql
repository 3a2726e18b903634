-- Nobody with the service's own rights changes what has happened, whatever the program does.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is only appended to';
end $$;

create trigger audit_event_append_only
    before update or delete or truncate on audit_event
    for each statement execute function refuse_change_of_audit();
