package io.gatehouse.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
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
    private final TraceLog first = new TraceLog(product, "orders");
    private final TraceLog second = new TraceLog(product, "orders");

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

        assertThat(lines.written).containsExactly("placed it [service orders, trace " + TRACE + "]");
    }

    @Test
    void saysOfEachLineOfOursWhichServiceItIsOf() {
        ours.info("started");
        within(() -> Logger.getLogger("test.trace.server").info("server"));

        assertThat(lines.written).containsExactly("started [service orders]", "server");
    }

    @Test
    void namesTheRequestUnlessWhatItSaysIsNoId() throws Exception {
        request("3f0c-11", () -> ours.info("asked"));
        request("x] [service users", () -> ours.info("forged"));
        ours.info("afterwards");

        assertThat(lines.written)
                .containsExactly(
                        "asked [service orders, trace " + TRACE + ", request 3f0c-11]",
                        "forged [service orders, trace " + TRACE + "]",
                        "afterwards [service orders]");
    }

    private static void request(String id, Runnable work) throws Exception {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                TraceLogTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        RequestId.HEADER.equals(arguments[0]) ? id : "00-" + TRACE + "-00f067aa0ba902b7-01");
        ServletResponse response = (ServletResponse) Proxy.newProxyInstance(
                TraceLogTest.class.getClassLoader(),
                new Class<?>[] {ServletResponse.class},
                (proxy, method, arguments) -> null);
        new TraceFilter().doFilter(request, response, (asked, answer) -> work.run());
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
