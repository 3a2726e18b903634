package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.pipeline.Span;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TraceFilterTest {
    private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final AtomicReference<Request> forwarded = new AtomicReference<>();

    @Test
    void theUpstreamContinuesFromTheGatewaysSpan() {
        Request request = of(Headers.of("Traceparent", HEADER, "tracestate", "a=1, b=2", "A", "1"));

        assertThat(through(request))
                .isEqualTo(Headers.of(
                        "tracestate", "a=1, b=2",
                        "A", "1",
                        "traceparent", request.span().trace().toString()));
        assertThat(request.span().trace().trace()).isEqualTo(HEADER.substring(3, 35));
    }

    @Test
    void theStateOfATraceThatCannotBeReadGoesNoFurther() {
        for (Headers headers : List.of(
                Headers.of("traceparent", "nonsense", "tracestate", "a=1"),
                Headers.of("tracestate", "a=1"),
                Headers.of("traceparent", HEADER, "traceparent", HEADER, "tracestate", "a=1"))) {
            Headers upstream = through(of(headers));
            assertThat(upstream.contains("tracestate")).isFalse();
            assertThat(upstream.count("traceparent")).isEqualTo(1);
            assertThat(upstream.first("traceparent")).doesNotContain(HEADER.substring(3, 35));
        }
    }

    @Test
    void aStateThatIsTooLongGoesNoFurtherEither() {
        assertThat(through(of(Headers.of("traceparent", HEADER, "tracestate", "a=" + "x".repeat(510))))
                        .contains("tracestate"))
                .isTrue();
        assertThat(through(of(Headers.of("traceparent", HEADER, "tracestate", "a=" + "x".repeat(511))))
                        .contains("tracestate"))
                .isFalse();
    }

    @Test
    void explainsWhetherTheTraceIsTheClients() {
        assertThat(new TraceFilter().explain(of(Headers.of("traceparent", HEADER))))
                .isEqualTo(Decision.passes("continues the client's trace"));
        assertThat(new TraceFilter().explain(of(Headers.EMPTY))).isEqualTo(Decision.passes("begins a new trace"));
    }

    @Test
    void theSubjectIsNotedOnceItIsKnown() {
        Identity identity = new Identity("issuer", "7f6c", "somebody", List.of(), Instant.MAX, "print");
        Request anonymous = Requests.get("/x");
        Request known = Requests.get("/x").with(identity);
        UserNoteFilter filter = new UserNoteFilter();

        for (Request request : List.of(anonymous, known)) {
            filter.apply(request, TraceFilterTest::answer).toCompletableFuture().join();
        }

        assertThat(anonymous.span().user()).isNull();
        assertThat(known.span().user()).isEqualTo("7f6c");
        Request other = Requests.get("/x").with(identity);
        assertThat(filter.explain(other).outcome()).isEqualTo(Decision.Outcome.PASSES);
        assertThat(other.span().user()).as("explaining notes nothing").isNull();
    }

    private Headers through(Request request) {
        new TraceFilter()
                .apply(request, passed -> {
                    forwarded.set(passed);
                    return answer(passed);
                })
                .toCompletableFuture()
                .join();
        return Objects.requireNonNull(forwarded.get()).headers();
    }

    private static CompletableFuture<Response> answer(Request request) {
        return CompletableFuture.completedFuture(new Response(200, request.headers(), Body.EMPTY));
    }

    private static Request of(Headers headers) {
        Request plain = Requests.get("/x");
        return new Request(
                plain.id(),
                plain.head(),
                plain.match(),
                plain.client(),
                headers,
                plain.body(),
                null,
                Span.begin(TraceFilter.position(headers), "HTTP/1.1"));
    }
}
