package io.gatehouse.kernel.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads what the server writes to its log: a handler of the root logger, behind those of the product's. */
final class EventProbeLog extends Handler {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Logger about;

    private EventProbeLog(Logger about) {
        this.about = about;
    }

    static EventProbeLog on(Logger about) {
        EventProbeLog log = new EventProbeLog(about);
        Logger.getLogger("").addHandler(log);
        return log;
    }

    List<String> written() {
        return written;
    }

    @Override
    public void publish(LogRecord entry) {
        if (about.getName().equals(entry.getLoggerName())) {
            written.add(entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
