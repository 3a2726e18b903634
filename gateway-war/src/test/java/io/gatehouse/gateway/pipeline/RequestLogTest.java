package io.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Request request = within("00-" + TRACE + "-00f067aa0ba902b7-01");
    private final LogLines lines = new LogLines(RequestLogTest.class);
    private final RequestLog log = RequestLog.of(RequestLogTest.class);

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void eachLineEndsWithTheIdsOfItsRequest() {
        log.log(Level.WARNING, request, () -> "the {0} is [odd]");
        log.log(Level.ERROR, request, "no answer", new IllegalStateException("on purpose"));

        String ids = " [service gateway, trace " + TRACE + ", request " + Requests.ID + "]";
        assertThat(lines.written()).containsExactly("WARNING the {0} is [odd]" + ids, "SEVERE no answer" + ids);
    }

    @Test
    void aLineThatNobodyReadsIsNotMade() {
        lines.from(java.util.logging.Level.WARNING);

        log.log(Level.DEBUG, request, () -> {
            throw new AssertionError("made");
        });

        assertThat(lines.written()).isEmpty();
    }

    @Test
    void whatEscapesAFilterIsLoggedUnderTheTraceAndTheIdOfItsRequest() {
        Chain chain = Pipeline.of(
                List.of(new ProblemFilter()),
                any -> CompletableFuture.failedFuture(new IllegalStateException("secret")));

        try (LogLines ofTheFilter = new LogLines(ProblemFilter.class)) {
            chain.proceed(request).toCompletableFuture().join();

            assertThat(ofTheFilter.written())
                    .containsExactly("SEVERE INTERNAL: something escaped a filter [service gateway, trace " + TRACE
                            + ", request " + Requests.ID + "]");
        }
    }

    private static Request within(String traceParent) {
        Request any = Requests.get("/x");
        return new Request(
                any.id(),
                any.head(),
                any.match(),
                any.client(),
                any.headers(),
                any.body(),
                any.identity(),
                Span.begin(TraceParent.within(traceParent), "HTTP/1.1"));
    }
}
