package io.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.Match;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void requestsMeetFiltersInOrderAndAnswersInReverse() {
        Chain chain = Pipeline.of(List.of(noting("a"), noting("b")), request -> {
            seen.add("end");
            return CompletableFuture.completedFuture(new Response(204, Headers.EMPTY, Body.EMPTY));
        });

        chain.proceed(Requests.get("/x")).toCompletableFuture().join();

        assertThat(seen).containsExactly("a", "b", "end", "after b", "after a");
    }

    @Test
    void refusalsBecomeProblemDocuments() {
        Chain chain = Pipeline.of(
                List.of(new ProblemFilter()),
                request -> CompletableFuture.completedFuture(
                        Failure.METHOD_NOT_ALLOWED.because("Only \"GET\".", Headers.of("Allow", "GET"))));

        Response response =
                chain.proceed(Requests.get("/x")).toCompletableFuture().join();

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().first("content-type")).isEqualTo("application/problem+json");
        assertThat(response.headers().first("allow")).isEqualTo("GET");
        assertThat(text(response))
                .isEqualTo(
                        "{\"type\":\"/problems/method-not-allowed\",\"title\":\"The method is not allowed here\",\"status\":405,"
                                + "\"detail\":\"Only \\\"GET\\\".\",\"instance\":\"urn:uuid:" + Requests.ID
                                + "\",\"code\":\"METHOD_NOT_ALLOWED\"}");
    }

    @Test
    void whatEscapesAFilterBecomesInternalAndTellsNothing() {
        Chain thrown = Pipeline.of(List.of(new ProblemFilter()), request -> {
            throw new IllegalStateException("secret");
        });
        Chain failed = Pipeline.of(
                List.of(new ProblemFilter()),
                request -> CompletableFuture.failedFuture(new IllegalStateException("secret")));

        for (Chain chain : List.of(thrown, failed)) {
            Response response =
                    chain.proceed(Requests.get("/x")).toCompletableFuture().join();
            assertThat(response.status()).isEqualTo(500);
            assertThat(text(response)).contains("INTERNAL").doesNotContain("secret");
        }
    }

    @Test
    void answersOfUpstreamsPassUnchangedWhateverTheirStatus() {
        Response broken = new Response(500, Headers.of("X", "1"), new Body.Bytes(new byte[] {1}));
        Chain chain = Pipeline.of(List.of(new ProblemFilter()), request -> CompletableFuture.completedFuture(broken));

        assertThat(chain.proceed(Requests.get("/x")).toCompletableFuture().join())
                .isSameAs(broken);
    }

    @Test
    void aRequestWithoutAFoundRouteStillHasOne() {
        assertThat(new Match.NoRoute().route().id()).isEqualTo("none");
    }

    private Filter noting(String name) {
        return (request, next) -> {
            seen.add(name);
            return next.proceed(request).whenComplete((response, thrown) -> seen.add("after " + name));
        };
    }

    private static String text(Response response) {
        return new String(((Body.Bytes) response.body()).content(), StandardCharsets.UTF_8);
    }
}
