package io.gatehouse.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceLogTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Logger root = Logger.getLogger("test.trace");
    private final Logger product = Logger.getLogger("test.trace.product");
    private final Logger ours = Logger.getLogger("test.trace.product.orders");
    private final Lines lines = new Lines();
    private final TraceLog first = new TraceLog(product);
    private final TraceLog second = new TraceLog(product);

    @BeforeEach
    void start() {
        root.setUseParentHandlers(false);
        root.addHandler(lines);
        first.start();
        second.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        root.removeHandler(lines);
    }

    @Test
    void endsALineWithTheTraceOnceHoweverManyApplicationsThereAre() {
        within(() -> ours.log(Level.INFO, "placed {0}", "it"));

        assertThat(lines.written).containsExactly("placed it [trace " + TRACE + "]");
    }

    @Test
    void leavesLinesAloneThatAreOfNoTraceOrNotOurs() {
        ours.info("started");
        within(() -> Logger.getLogger("test.trace.server").info("server"));

        assertThat(lines.written).containsExactly("started", "server");
    }

    @Test
    void endsWithTheApplications() {
        first.close();
        second.close();
        within(() -> ours.info("placed"));

        assertThat(lines.written).containsExactly("placed");
    }

    private static void within(Runnable work) {
        Trace.within("00-" + TRACE + "-00f067aa0ba902b7-01", work);
    }

    private static final class Lines extends Handler {
        final List<String> written = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            written.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
