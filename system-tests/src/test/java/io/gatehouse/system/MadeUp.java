package io.gatehouse.system;

import java.util.List;
import java.util.UUID;

/** Rows that no call makes here: nothing fails, and there is no mail server. Dead letters, which others look for, go when this is closed. */
final class MadeUp implements AutoCloseable {
    static final String TOPIC = "plenty";

    /** What can be called only about something that is made up. */
    private static final List<String> OPERATIONS = List.of("deadLettersRead", "deadLettersDiscard", "mailsRead");

    private final OutsideDatabase database;
    private final Client admin;

    MadeUp(OutsideDatabase database, Client admin) {
        this.database = database;
        this.admin = admin;
    }

    static boolean isNeededFor(Operation operation) {
        return OPERATIONS.stream().anyMatch(operation::isNamed);
    }

    Call callOf(Operation operation) {
        String id = operation.isNamed("mailsRead")
                ? mails(UUID.randomUUID().toString(), UUID.randomUUID().toString(), 1)
                : letters(operation.service(), 1);
        return Call.about(operation.name(), admin, id);
    }

    /** Returns the id of one. */
    String letters(String service, int many) {
        return inserted(
                service + ".dead_letter",
                "id, topic, type, document, tries, reason, first_failed_at, failed_at, dead_at",
                "gen_random_uuid(), '" + TOPIC + "', 'Plenty', '{}', 1, 'made up', now(), now(), now()",
                many);
    }

    /** Returns the id of one that was sent. */
    String mails(String notification, String user, int many) {
        return inserted(
                "notifications.mail",
                "id, notification_id, user_id, address, subject, text, status, tries, due_at, due_since, created_at,"
                        + " settled_at",
                "gen_random_uuid(), '" + notification + "', '" + user
                        + "', 'plenty@example.org', 'Some', 'Some', 'SENT', 1, now(), now(), now(), now()",
                many);
    }

    private String inserted(String table, String columns, String values, int many) {
        return database.texts("insert into " + table + " (" + columns + ") select " + values
                        + " from generate_series(1, " + many + ") returning id")
                .get(0);
    }

    /** What happened last to a subject has happened so many times more. */
    void events(String service, String subject, int more) {
        String audit = service + ".audit_event";
        database.change("insert into " + audit
                + " (event_id, subject, sequence_number, type, occurred_at, actor, document)"
                + " select gen_random_uuid(), subject, sequence_number + n, type, occurred_at, actor, document"
                + " from " + audit + ", generate_series(1, " + more + ") n where subject = '" + subject + "'"
                + " and sequence_number = (select max(sequence_number) from " + audit + " where subject = '" + subject
                + "')");
    }

    /** The user of one session has many. */
    void sessions(String user, int many) {
        database.change("insert into users.login_session (id, user_id, started_at, expires_at)"
                + " select gen_random_uuid(), user_id, started_at, expires_at from users.login_session,"
                + " generate_series(2, " + many + ") where user_id = '" + user + "'");
    }

    @Override
    public void close() {
        Events.SERVICES.forEach(
                service -> database.change("delete from " + service + ".dead_letter where topic = '" + TOPIC + "'"));
    }
}
