package io.gatehouse.kernel.trace;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends each line of the product's own log with the id of its trace. It writes nothing: a handler of a logger sees a
 * record before the handlers of its parents, and those write it.
 */
final class TraceLog extends Handler {
    static final String ROOT = "io.gatehouse";

    /** Held, for loggers that nobody holds are forgotten with their handlers. */
    private final Logger product;

    TraceLog(Logger product) {
        this.product = product;
        setLevel(Level.ALL);
    }

    void start() {
        product.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        String trace = isOurs(Thread.currentThread()) ? Trace.id() : null;
        String message = entry.getMessage();
        if (trace == null || message == null || entry.getResourceBundle() != null) {
            return;
        }
        String ending = " [trace " + trace + "]";
        if (!message.endsWith(ending)) {
            entry.setMessage(message + ending);
        }
    }

    /** Every application of a server has a handler like this one and hears all of them. */
    private static boolean isOurs(Thread thread) {
        return thread.getContextClassLoader() == TraceLog.class.getClassLoader();
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        product.removeHandler(this);
    }
}
