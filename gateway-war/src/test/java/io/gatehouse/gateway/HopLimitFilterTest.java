package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopLimitFilterTest {
    private final HopLimitFilter filter = new HopLimitFilter();
    private final List<Request> passed = new ArrayList<>();

    private static Request request(String method, String path, String... headers) {
        Request any = Requests.get("/x");
        return new Request(
                any.id(),
                new RequestHead(method, path, null),
                path.equals("/x") ? any.match() : new Match.NoRoute(),
                any.client(),
                Headers.of(headers),
                Body.EMPTY,
                null);
    }

    private Response apply(Request request) {
        return filter.apply(request, next -> {
                    passed.add(next);
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();
    }

    @Test
    void optionsThatMayGoNoFurtherIsAnsweredHere() {
        Request last = request("OPTIONS", "/x", "Max-Forwards", "0");

        Response answer = apply(last);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().first("Allow")).isEqualTo("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        assertThat(passed).isEmpty();
        assertThat(filter.explain(last).outcome()).isEqualTo(Decision.Outcome.ANSWERS);
    }

    @Test
    void optionsForTheServerAsAWholeIsAnsweredHere() {
        assertThat(apply(request("OPTIONS", "*")).status()).isEqualTo(204);
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 9", "007, 6", "999999999, 999999998"})
    void otherwiseItMayGoOneLess(String before, String after) {
        assertThat(apply(request("OPTIONS", "/x", "Max-Forwards", before)).status())
                .isEqualTo(200);
        assertThat(passed.get(0).headers().first("Max-Forwards")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "GET, 5", "OPTIONS, -1", "OPTIONS, x", "OPTIONS, 99999999999", "OPTIONS, ''"})
    void nothingElseIsALimit(String method, String value) {
        Request request = request(method, "/x", "Max-Forwards", value);

        assertThat(apply(request).status()).isEqualTo(200);
        assertThat(passed).containsExactly(request);
        assertThat(filter.explain(request).outcome()).isEqualTo(Decision.Outcome.PASSES);
    }

    @Test
    void whereNoRouteLeadsOthersAnswer() {
        assertThat(apply(request("OPTIONS", "/nowhere", "Max-Forwards", "0")).status())
                .isEqualTo(200);
    }
}
