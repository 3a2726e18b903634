package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.FixedAnswer;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackFilterTest {
    private static final Fallback FIXED = new Fallback(Set.of(503), new FixedAnswer(200, "text/plain", "grüß"), null);
    private static final Fallback OTHER = new Fallback(Set.of(503), null, "other");
    private static final Response UNAVAILABLE = new Response(503, Headers.EMPTY, Body.EMPTY);

    private final FallbackFilter filter = new FallbackFilter();
    private final List<String> asked = new ArrayList<>();

    private static Request request(@Nullable Fallback fallback) {
        return Requests.get("/x").with(Routes.at("/x").fallback(fallback).route());
    }

    private static Request other(String method, String... headers) {
        Request get = request(OTHER);
        return new Request(
                get.id(),
                new RequestHead(method, "/x", null),
                get.match(),
                get.client(),
                Headers.of(headers),
                Body.EMPTY,
                null);
    }

    private Response answer(Request request, Response ofService) {
        Chain next = passed -> {
            String upstream = passed.route().upstream();
            asked.add(upstream);
            return CompletableFuture.completedFuture(
                    upstream.equals("other") ? new Response(201, Headers.EMPTY, Body.EMPTY) : ofService);
        };
        return filter.apply(request, next).toCompletableFuture().join();
    }

    @Test
    void leavesAloneWhatHasNoFallbackOrDoesNotFail() {
        Response well = new Response(404, Headers.EMPTY, Body.EMPTY);

        assertThat(answer(request(null), UNAVAILABLE)).isSameAs(UNAVAILABLE);
        assertThat(answer(request(FIXED), well)).isSameAs(well);
    }

    @Test
    void answersTheSameWheneverTheServiceFails() {
        Origin origin = new Origin("service", "h:1", 2, 3, 4);

        Response fixed = answer(request(FIXED), UNAVAILABLE.with(origin));

        assertThat(fixed.status()).isEqualTo(200);
        assertThat(fixed.headers().first("Content-Type")).isEqualTo("text/plain");
        assertThat(fixed.headers().first("Content-Length")).isEqualTo("6");
        assertThat(fixed.headers().first("Cache-Control")).isEqualTo("no-store");
        assertThat(fixed.refusal()).isNull();
        assertThat(fixed.origin()).isEqualTo(origin);
        assertThat(asked).containsExactly("service");
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void standsInForFailuresOfTheUpstreamAndForNoFaultOfTheClient(Failure failure) {
        boolean upstreams = failure.name().startsWith("UPSTREAM_")
                || Set.of("CIRCUIT_OPEN", "BULKHEAD_FULL", "OVERLOADED", "NO_HEALTHY_INSTANCE", "POOL_EXHAUSTED")
                        .contains(failure.name());

        assertThat(answer(request(FIXED), failure.because("")).refusal() == null)
                .isEqualTo(upstreams);
    }

    @Test
    void asksTheOtherUpstreamOnceAndOnARouteWithoutFallback() {
        assertThat(answer(request(OTHER), UNAVAILABLE).status()).isEqualTo(201);
        assertThat(asked).containsExactly("service", "other");
        assertThat(request(OTHER).route().fallenBackTo("other").fallback()).isNull();
    }

    @Test
    void aBodyThatHasFlowedGoesNowhereElse() {
        Request flowing = request(OTHER).with(new Body.Stream(subscriber -> {}, -1));

        assertThat(answer(flowing, UNAVAILABLE)).isSameAs(UNAVAILABLE);
        assertThat(filter.explain(flowing).reason()).contains("only once");
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whatMayHaveBeenCarriedOutIsAskedOfNobodyElse(Failure failure) {
        boolean mayHaveBeen =
                Set.of("UPSTREAM_BROKEN", "UPSTREAM_TIMEOUT", "UPSTREAM_TLS").contains(failure.name());
        boolean isCase = answer(request(FIXED), failure.because("")).refusal() == null;
        asked.clear();
        Response failed = failure.because("");

        Response answer = answer(other("POST"), failed);

        assertThat(asked.contains("other")).isEqualTo(isCase && !mayHaveBeen);
        assertThat(answer.refusal() == null).isEqualTo(isCase && !mayHaveBeen);
        assertThat(answer(other("PUT"), failed).status() == 201).isEqualTo(isCase);
    }

    @Test
    void whatTheServiceItselfSaysMayComeAfterIt() {
        assertThat(answer(other("POST"), UNAVAILABLE)).isSameAs(UNAVAILABLE);
        assertThat(answer(other("PATCH"), UNAVAILABLE)).isSameAs(UNAVAILABLE);
        assertThat(answer(other("POST", "Idempotency-Key", "7"), UNAVAILABLE))
                .as("a key that the other service has never seen")
                .isSameAs(UNAVAILABLE);
        assertThat(asked).containsExactly("service", "service", "service");

        assertThat(answer(other("DELETE"), UNAVAILABLE).status()).isEqualTo(201);
    }

    @Test
    void theOtherGetsWhatTheFirstHasGot() {
        Request credible = other("GET", "Authorization", "Basic YTpi", "Cookie", "session=1", "X-API-Key", "key");
        List<Headers> seen = new ArrayList<>();
        Chain next = passed -> {
            seen.add(passed.headers());
            return CompletableFuture.completedFuture(UNAVAILABLE);
        };

        assertThat(filter.apply(credible, next)).isCompleted();

        assertThat(seen).containsExactly(credible.headers(), credible.headers());
        assertThat(filter.explain(credible).reason()).contains("other is asked when this one fails");
    }

    @Test
    void explainsWhatWouldStandInAndAsksNobody() {
        assertThat(filter.explain(other("POST")).reason()).contains("when this one could not be");
        assertThat(filter.explain(request(null)).reason()).isEmpty();
        assertThat(filter.explain(request(FIXED)).reason()).contains("fixed answer");
        assertThat(filter.explain(request(OTHER)).reason()).contains("other is asked when this one fails");
        assertThat(asked).isEmpty();
    }
}
