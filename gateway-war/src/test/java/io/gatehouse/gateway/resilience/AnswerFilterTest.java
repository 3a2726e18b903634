package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.FixedAnswer;
import io.gatehouse.gateway.routing.Routes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerFilterTest {
    private static final Response OF_SERVICE = new Response(201, Headers.EMPTY, Body.EMPTY);

    private final AnswerFilter filter = new AnswerFilter();

    private static Request request(@Nullable FixedAnswer answer) {
        return Requests.get("/").with(Routes.at("/").answer(answer).route());
    }

    private Response answer(Request request) {
        return filter.apply(request, passed -> CompletableFuture.completedFuture(OF_SERVICE))
                .toCompletableFuture()
                .join();
    }

    @Test
    void aRouteWithAnAnswerAsksNobody() {
        Response answer = answer(request(new FixedAnswer(203, "text/plain", "grüß")));

        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.headers())
                .isEqualTo(
                        Headers.of("Content-Type", "text/plain", "Content-Length", "6", "Cache-Control", "no-store"));
        assertThat(new String(((Body.Bytes) answer.body()).content(), StandardCharsets.UTF_8))
                .isEqualTo("grüß");
        assertThat(answer.refusal()).isNull();
    }

    @Test
    void aRouteWithoutOnePassesRequestsOn() {
        assertThat(answer(request(null))).isSameAs(OF_SERVICE);
    }

    @Test
    void explainsWhichOfThem() {
        assertThat(filter.explain(request(new FixedAnswer(200, "text/plain", "")))
                        .outcome())
                .isEqualTo(Decision.Outcome.ANSWERS);
        assertThat(filter.explain(request(null)).outcome()).isEqualTo(Decision.Outcome.PASSES);
    }
}
