package io.gatehouse.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesFilterTest {
    private final ProblemPagesFilter filter = new ProblemPagesFilter();

    private Response answer(Request request) {
        return filter.apply(
                        request,
                        passed -> CompletableFuture.completedFuture(new Response(299, Headers.EMPTY, Body.EMPTY)))
                .toCompletableFuture()
                .join();
    }

    private static Request get(String path, String... headers) {
        return Requests.of(path, new Access.Public(), Headers.of(headers), Body.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void theTypeOfEveryFailureLeadsToAPage(Failure failure) {
        Response page = answer(get(failure.type()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().first("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.headers().first("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(new String(((Body.Bytes) page.body()).content(), StandardCharsets.UTF_8))
                .contains("<code>" + failure + "</code>", "<code>" + failure.status() + "</code>");
    }

    @Test
    void aPageThatTheClientHasIsNotSentAgain() {
        String etag = Objects.requireNonNull(
                answer(get("/problems/not-found")).headers().first("ETag"));

        Response same = answer(get("/problems/not-found", "If-None-Match", "\"other\", W/" + etag));

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.headers().first("ETag")).isEqualTo(etag);
        assertThat(same.body().length()).isZero();
        assertThat(answer(get("/problems/no-route", "If-None-Match", etag)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems/",
                "/problems/nothing",
                "/problems/NOT_FOUND",
                "/problems/not-found/",
                "/problems/not-found/x",
                "/problems/../health",
                "/problems/problems.md",
                "/problems/<script>",
                "/problems/\u0000"
            })
    void elsewhereIsNoPage(String path) {
        Response refused = answer(get(path));

        assertThat(Objects.requireNonNull(refused.refusal()).failure()).isEqualTo(Failure.NO_ROUTE);
    }

    @Test
    void leavesAllOtherAddressesToTheOthers() {
        assertThat(answer(get("/problemsolving")).status()).isEqualTo(299);
        assertThat(filter.explain(get("/api/problems"))).isEqualTo(Decision.passes(""));
    }

    @Test
    void explainsWhatItDoes() {
        assertThat(filter.explain(get("/problems/not-found")).toString()).contains("the page of a problem type");
        assertThat(filter.explain(get("/problems/nothing")).toString()).contains("NO_ROUTE");
    }
}
