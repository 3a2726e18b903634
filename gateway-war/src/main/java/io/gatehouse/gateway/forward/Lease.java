package io.gatehouse.gateway.forward;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;

/** A connection for the time of one exchange. It ends once, in one of three ways; whatever else is said then counts for nothing. */
final class Lease {
    private final HostPool pool;
    private final HostPool.Connection connection;
    private final boolean reused;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(HostPool pool, HostPool.Connection connection, boolean reused) {
        this.pool = pool;
        this.connection = connection;
        this.reused = reused;
    }

    /** Whether an exchange has been on this connection before: then the other side may have closed it meanwhile. */
    boolean isReused() {
        return reused;
    }

    void execute(AsyncClientExchangeHandler exchange) {
        connection
                .session()
                .enqueue(new RequestExecutionCommand(exchange, HttpCoreContext.create()), Command.Priority.NORMAL);
    }

    /** The exchange is through, and the connection good for the next. */
    void giveBack() {
        if (ended.compareAndSet(false, true)) {
            pool.giveBack(connection);
        }
    }

    /** The exchange was broken off: nobody knows what would come next on this connection. */
    void discard() {
        if (ended.compareAndSet(false, true)) {
            pool.discard(connection);
        }
    }

    /** Makes a fresh connection in place of this one. */
    void replace(HostPool.Waiter waiter) {
        if (ended.compareAndSet(false, true)) {
            connection.session().close(CloseMode.IMMEDIATE);
            pool.dial(waiter);
        }
    }
}
