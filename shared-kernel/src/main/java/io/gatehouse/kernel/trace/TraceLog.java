package io.gatehouse.kernel.trace;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends each line of the product's own log with what is known of it: {@code [service orders, trace …, request …]}. It
 * writes nothing: a handler of a logger sees a record before the handlers of its parents, and those write it. The
 * distribution's servers make members of a JSON object of the ending.
 */
final class TraceLog extends Handler {
    static final String ROOT = "io.gatehouse";

    /** Held, for loggers that nobody holds are forgotten with their handlers. */
    private final Logger product;

    private final String service;

    TraceLog(Logger product, String service) {
        this.product = product;
        this.service = service;
        setLevel(Level.ALL);
    }

    void start() {
        product.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        String message = entry.getMessage();
        if (message == null || entry.getResourceBundle() != null || !isOurs(Thread.currentThread())) {
            return;
        }
        String ending =
                " [service " + service + known("trace", Trace.id()) + known("request", RequestId.current()) + "]";
        if (!message.endsWith(ending)) {
            entry.setMessage(message + ending);
        }
    }

    private static String known(String name, @Nullable String value) {
        return value == null ? "" : ", " + name + " " + value;
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
