package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The server's own threads. Each keeps what the requests that ended on it were made of, and makes the next from that. An upstream's answer comes on a thread
 * of the gateway's, which makes none: what it keeps is lost. To change the thread costs more than that as long as few requests are under way; where many wait, it
 * is a third of what the collector has to do.
 */
final class ServerThreads {
    private static final long LATE_NANOS = Duration.ofMillis(250).toNanos();
    private static final String[] POOL = {
        "getUnwrappedCoyoteRequest",
        "getCoyoteRequest",
        "getContext",
        "getConnection",
        "getTransport",
        "getWorkerThreadPool"
    };

    private ServerThreads() {}

    /** Whether a request has been waiting since then for so long that many others may be waiting, too. */
    static boolean areBetter(long since) {
        return System.nanoTime() - since > LATE_NANOS;
    }

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
