package io.gatehouse.kernel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a server asks of its H2 database. */
public final class Statements {
    private Statements() {}

    /** Each statement as often as it was executed since this was called before, on whatever connection. */
    public static List<String> sinceTheLastTime(Connection connection) throws SQLException {
        List<String> asked = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "select sql_statement, execution_count from information_schema.query_statistics")) {
                while (rows.next()) {
                    String sql = rows.getString(1).replaceAll("\\s+", " ");
                    asked.addAll(Collections.nCopies(rows.getInt(2), sql));
                }
            }
            // Off and on again: it begins anew.
            statement.execute("set query_statistics false");
            statement.execute("set query_statistics true");
        }
        return asked;
    }
}
