package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Properties;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryLogFilterTest {

    @Test
    void isTheOneThatServersUseAndDropsOnlyTheStackOfAFailedDelivery() throws Exception {
        Properties logging = new Properties();
        logging.load(new StringReader(BootFile.resource("logging.properties")));
        String name = logging.getProperty("java.util.logging.ConsoleHandler.filter");
        Filter filter =
                Class.forName(name).asSubclass(Filter.class).getConstructor().newInstance();

        assertThat(filter.isLoggable(entry("AMQ154004: Failed to deliver message")))
                .isFalse();
        assertThat(filter.isLoggable(entry("AMQ154003: Unable to reconnect"))).isTrue();
        assertThat(filter.isLoggable(entry(null))).isTrue();
    }

    private static LogRecord entry(@Nullable String message) {
        return new LogRecord(Level.SEVERE, message);
    }
}
