package io.gatehouse.launcher;

import java.sql.Connection;
import java.sql.DriverManager;

/** Commits rows and ends like a killed process right after the last commit. */
final class CommitAndDie {

    static final int ROWS = 100;

    private CommitAndDie() {}

    /** Takes the URL and the password. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0], "gatehouse", arguments[1])) {
            connection.createStatement().execute("create table kept (id bigint primary key)");
            connection.setAutoCommit(false);
            for (int i = 0; i < ROWS; i++) {
                connection.createStatement().execute("insert into kept values (" + i + ")");
                connection.commit();
            }
            Runtime.getRuntime().halt(137);
        }
    }
}
