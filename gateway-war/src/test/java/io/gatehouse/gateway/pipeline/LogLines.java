package io.gatehouse.gateway.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class writes to the server's log while a test runs, line by line, and to nobody else. */
public final class LogLines extends Handler implements AutoCloseable {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LogLines(Class<?> teller) {
        logger = Logger.getLogger(teller.getName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** Each with its level. */
    public List<String> written() {
        return written;
    }

    /** From which level on there are lines. */
    public void from(Level level) {
        logger.setLevel(level);
    }

    @Override
    public void publish(LogRecord entry) {
        written.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
