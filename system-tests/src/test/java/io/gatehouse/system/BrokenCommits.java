package io.gatehouse.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** As long as this is open PostgreSQL ends each connection that commits a change of a task with a certain title. */
final class BrokenCommits implements AutoCloseable {
    static final String TITLE = "Doubt";

    private final Connection connection;

    BrokenCommits(OutsideDatabase database) throws SQLException {
        connection = database.connect();
        // A sequence counts also what is rolled back.
        execute(connection, "create sequence tasks.broken", """
                create function tasks.break_off() returns trigger language plpgsql as $$
                begin
                    if coalesce(new.title, old.title) = '%s' then
                        perform nextval('tasks.broken');
                        perform pg_terminate_backend(pg_backend_pid());
                        perform pg_sleep(5);
                    end if;
                    return null;
                end $$""".formatted(TITLE), """
                create constraint trigger break_off after insert or update or delete on tasks.task
                deferrable initially deferred for each row execute function tasks.break_off()""");
    }

    /** How many commits were broken off. */
    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery(
                        "select case when is_called then last_value else 0 end from tasks.broken")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection last = connection) {
            execute(
                    last,
                    "drop trigger break_off on tasks.task",
                    "drop function tasks.break_off()",
                    "drop sequence tasks.broken");
        }
    }
}
