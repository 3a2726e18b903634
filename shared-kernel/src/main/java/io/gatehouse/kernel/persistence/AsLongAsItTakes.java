package io.gatehouse.kernel.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * A migration may take, and wait for, its database however long that is, while statements are ended and given up after a
 * minute: an index of a large table is made in more, and an update that is broken off each time would never be done.
 */
final class AsLongAsItTakes extends BaseCallback {
    /** In milliseconds; 0 for no limit, as in the embedded database. */
    private int usual;

    /** What PostgreSQL allows a statement, as it says it. */
    private String usualForStatements = "";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                lift(connection);
            } else {
                limit(connection);
            }
        } catch (SQLException refused) {
            if (event == Event.AFTER_EACH_MIGRATE_ERROR) {
                // The connection is of no use any more, or gets its limit back with the transaction that is undone. Why
                // the migration has failed is what is to be told.
                return;
            }
            throw new IllegalStateException("the time for an answer cannot be set: " + refused.getMessage(), refused);
        }
    }

    private void lift(Connection connection) throws SQLException {
        usual = connection.getNetworkTimeout();
        if (usual != 0) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
        if (isPostgres(connection)) {
            usualForStatements = forStatements(connection);
            limitStatements(connection, "0");
        }
    }

    private void limit(Connection connection) throws SQLException {
        if (usual != 0) {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
        if (isPostgres(connection)) {
            limitStatements(connection, usualForStatements);
        }
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private static String forStatements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show statement_timeout")) {
            shown.next();
            return shown.getString(1);
        }
    }

    private static void limitStatements(Connection connection, String limit) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config('statement_timeout', ?, false)")) {
            set.setString(1, limit);
            set.execute();
        }
    }
}
