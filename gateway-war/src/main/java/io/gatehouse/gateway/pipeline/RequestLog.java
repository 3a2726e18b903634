package io.gatehouse.gateway.pipeline;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of a class about requests. Each line ends with the ids of its request, {@code [service gateway, trace …, request …]}, as those of services do; the
 * distribution's servers make members of a JSON object of the ending. Requests hop from thread to thread, so who logs says which one it is about, and one that
 * nothing is logged about pays nothing.
 */
public final class RequestLog {
    private final Logger log;

    private RequestLog(Logger log) {
        this.log = log;
    }

    public static RequestLog of(Class<?> teller) {
        return new RequestLog(loggerOf(teller));
    }

    public void log(Level level, Request about, Supplier<String> line) {
        log.log(level, () -> line.get() + ids(about));
    }

    public void log(Level level, Request about, String line, @Nullable Throwable thrown) {
        log.log(level, () -> line + ids(about), thrown);
    }

    /** For lines that end with {@link #ids} already: its name tells who reads the log that these lines do, and no others of the gateway. */
    public static Logger loggerOf(Class<?> teller) {
        return System.getLogger(teller.getName() + ".request");
    }

    /** How a line about a request ends. */
    public static String ids(Request request) {
        return " [service gateway, trace " + request.span().trace().trace() + ", request " + request.id() + "]";
    }
}
