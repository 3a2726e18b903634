package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The server's own threads. Each keeps what the requests that ended on it were made of, and makes the next from that. An upstream's answer comes on a thread
 * of the gateway's, which makes none: what it kept would be lost, more than half of all that a request is made of. To change the thread costs less than that.
 */
final class ServerThreads {
    private static final String[] POOL = {
        "getUnwrappedCoyoteRequest",
        "getCoyoteRequest",
        "getContext",
        "getConnection",
        "getTransport",
        "getWorkerThreadPool"
    };

    private ServerThreads() {}

    /** Does the work on one of them; on this one if the server does not show them, or has too much to do. */
    static void run(ServletRequest request, Runnable work) {
        if (!(ClientConnection.walk(request, POOL) instanceof Executor pool)) {
            work.run();
            return;
        }
        try {
            pool.execute(work);
        } catch (RejectedExecutionException full) {
            work.run();
        }
    }
}
