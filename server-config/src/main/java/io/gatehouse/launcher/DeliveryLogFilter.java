package io.gatehouse.launcher;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops what the resource adapter logs for each failed delivery, with a stack: the container of the message-driven bean
 * reports it too. Named in {@code logging.properties}; servers find it in the agent's jar.
 */
public final class DeliveryLogFilter implements Filter {

    private static final String FAILED_DELIVERY = "AMQ154004";

    @Override
    public boolean isLoggable(LogRecord entry) {
        String message = entry.getMessage();
        return message == null || !message.startsWith(FAILED_DELIVERY);
    }
}
