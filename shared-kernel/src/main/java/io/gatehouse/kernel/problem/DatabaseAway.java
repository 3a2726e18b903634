package io.gatehouse.kernel.problem;

import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Tells a database that cannot be reached or does not answer in time, which is nobody's mistake and passes, from one that refuses a statement. */
final class DatabaseAway {
    /**
     * SQL's class of connection exceptions; and PostgreSQL ends, has crashed, is starting, or has as many connections as it may; or it has ended
     * a statement whose time was over, of which nothing is left. Its driver has one class of exceptions for everything.
     */
    private static final Pattern STATES = Pattern.compile("08...|57P0.|57014|53300");

    private DatabaseAway() {}

    /** What says so of all that lies behind a failure; empty when it is about something else. */
    static Optional<Throwable> behind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(DatabaseAway::says)
                .findFirst();
    }

    private static boolean says(Throwable failure) {
        // The last two are what the server says of a pool that has none to give, and of a transaction that could not be
        // begun, or that has read only and could not be ended.
        return hasState(failure)
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof ResourceException
                || failure instanceof XAException;
    }

    private static boolean hasState(Throwable failure) {
        return failure instanceof SQLException refused
                && refused.getSQLState() != null
                && STATES.matcher(refused.getSQLState()).matches();
    }
}
