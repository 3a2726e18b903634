package io.gatehouse.kernel.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * A migration may wait for its database however long it takes, while queries are given up after a minute: an index of a
 * large table is made in more, and an update that is broken off each time would never be done.
 */
final class AsLongAsItTakes extends BaseCallback {
    private int usual;

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
                usual = connection.getNetworkTimeout();
                limit(connection, 0);
            } else {
                limit(connection, usual);
            }
        } catch (SQLException refused) {
            if (event == Event.AFTER_EACH_MIGRATE_ERROR) {
                // The connection is of no use any more. Why the migration has failed is what is to be told.
                return;
            }
            throw new IllegalStateException("the time for an answer cannot be set: " + refused.getMessage(), refused);
        }
    }

    /** Where there is no limit, as in the embedded database, none is set. */
    private void limit(Connection connection, int milliseconds) throws SQLException {
        if (usual != 0) {
            connection.setNetworkTimeout(Runnable::run, milliseconds);
        }
    }
}
