package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 4.2.4 and 4.3, and RFC 5861: what is stale, from a request to its answer. */
class ValidationTest {
    private final Scene scene = new Scene();

    @Test
    void section4_3_1_aStaleAnswerIsValidatedWithItsValidators() {
        scene.says(
                200,
                "one",
                "Cache-Control",
                "max-age=60",
                "ETag",
                "\"x\"",
                "Last-Modified",
                "Sat, 05 Nov 1994 08:49:37 GMT");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(304, "", "ETag", "\"x\"", "Cache-Control", "max-age=90", "X-New", "1");

        Response validated = scene.get("/a", "If-None-Match", "\"mine\"");

        assertThat(scene.asked.get(1).headers().first("If-None-Match")).isEqualTo("\"x\"");
        assertThat(scene.asked.get(1).headers().count("If-None-Match")).isEqualTo(1);
        assertThat(scene.asked.get(1).headers().first("If-Modified-Since")).isEqualTo("Sat, 05 Nov 1994 08:49:37 GMT");
        assertThat(validated.status())
                .as("section 4.3.2: the client has another one")
                .isEqualTo(200);
        assertThat(Scene.text(validated)).isEqualTo("one");
        assertThat(validated.headers().first("X-New")).isEqualTo("1");
        assertThat(Scene.status(validated)).isEqualTo("gatehouse; fwd=stale; fwd-status=304");
        scene.pass(89);
        assertThat(Scene.status(scene.get("/a"))).isEqualTo("gatehouse; hit; ttl=1");
        assertThat(scene.count(Outcome.VALIDATED)).isEqualTo(1);
    }

    @Test
    void section4_3_3_aFullAnswerToAValidationReplacesTheStoredOne() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(200, "two", "Cache-Control", "max-age=60", "ETag", "\"2\"");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void section4_3_3_anErrorOnValidationIsPassedOnWhereNothingMayStandIn() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(503, "later");

        assertThat(scene.get("/a").status()).isEqualTo(503);
        scene.says(304, "", "ETag", "\"1\"");
        assertThat(Scene.text(scene.get("/a"))).as("it was kept").isEqualTo("one");
    }

    @Test
    void section4_3_4_a304ThatMeansAnotherAnswerUpdatesNothing() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(request -> CompletableFuture.completedFuture(
                request.headers().contains("If-None-Match")
                        ? scene.answer(304, "", "ETag", "\"2\"", "Cache-Control", "max-age=60")
                        : scene.answer(200, "two", "ETag", "\"2\"", "Cache-Control", "max-age=60")));

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
        assertThat(scene.asked).hasSize(3);
    }

    @Test
    void section4_3_4_a304ThatForbidsStoringEndsIt() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(304, "", "ETag", "\"1\"", "Cache-Control", "private");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("one");
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void section4_3_2_aClientThatHasTheAnswerGets304() {
        scene.says(
                200,
                "one",
                "Cache-Control",
                "max-age=60",
                "ETag",
                "W/\"1\"",
                "Content-Type",
                "text/plain",
                "Content-Location",
                "/b",
                "Vary",
                "Accept",
                "Last-Modified",
                "Sat, 05 Nov 1994 08:49:37 GMT");
        Scene.text(scene.get("/a"));

        Response answer = scene.get("/a", "If-None-Match", "\"0\", \"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(Scene.text(answer)).isEmpty();
        assertThat(answer.headers().toString())
                .isEqualTo("Headers cache-control etag content-location vary date age cache-status");
        assertThat(scene.get("/a", "If-Modified-Since", "Sat, 05 Nov 1994 08:49:37 GMT")
                        .status())
                .isEqualTo(304);
        assertThat(scene.get("/a", "If-Modified-Since", "Sat, 05 Nov 1994 08:49:36 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void section4_3_2_preconditionsOnWhatIsNotStoredAreTheUpstreams() {
        scene.says(304, "", "ETag", "\"1\"", "Cache-Control", "max-age=60");

        Response answer = scene.get("/a", "If-None-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(scene.asked.get(0).headers().first("If-None-Match")).isEqualTo("\"1\"");
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void section4_3_5_headFreshensWhatItDescribesAndForgetsWhatItDoesNot() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(200, "", "Cache-Control", "max-age=60", "ETag", "\"1\"", "Content-Length", "3", "X-New", "1");
        scene.head("/a");

        Response fresh = scene.get("/a");
        assertThat(Scene.status(fresh)).startsWith("gatehouse; hit");
        assertThat(Scene.text(fresh)).isEqualTo("one");
        assertThat(fresh.headers().first("X-New")).isEqualTo("1");

        scene.pass(60);
        scene.says(200, "", "Cache-Control", "max-age=60", "ETag", "\"1\"", "Content-Length", "4");
        scene.head("/a");
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void section5_2_1_7_onlyIfCachedAsksNobody() {
        Response answer = scene.get("/a", "Cache-Control", "only-if-cached");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.refusal()).isNotNull();
        assertThat(scene.asked).isEmpty();
        assertThat(scene.count(Outcome.UNSATISFIABLE)).isEqualTo(1);
    }

    @Test
    void rfc5861_aStaleAnswerIsGivenOnceMoreWhileItIsRenewed() {
        scene.says(200, "one", "Cache-Control", "max-age=60, stale-while-revalidate=30", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(70);
        scene.says(200, "two", "Cache-Control", "max-age=60, stale-while-revalidate=30", "ETag", "\"2\"");

        Response stale = scene.get("/a", "If-None-Match", "\"1\"");

        assertThat(stale.status()).isEqualTo(304);
        assertThat(Scene.status(stale)).isEqualTo("gatehouse; hit; ttl=-10");
        assertThat(scene.asked.get(1).headers().first("If-None-Match")).isEqualTo("\"1\"");
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
        assertThat(scene.asked).hasSize(2);
        assertThat(scene.count(Outcome.STALE)).isEqualTo(1);
    }

    @Test
    void rfc5861_oneRenewalAtATime() {
        scene.says(200, "one", "Cache-Control", "max-age=60, stale-while-revalidate=30");
        Scene.text(scene.get("/a"));
        scene.pass(70);
        CompletableFuture<Response> slow = new CompletableFuture<>();
        scene.says(request -> slow);

        for (int i = 0; i < 10; i++) {
            assertThat(Scene.text(scene.get("/a", "If-Modified-Since", "x"))).isEqualTo("one");
        }
        assertThat(scene.asked).hasSize(2);
        assertThat(scene.asked.get(1).headers().contains("If-Modified-Since")).isFalse();
        slow.completeExceptionally(new IllegalStateException("broken"));
        Scene.text(scene.get("/a"));
        assertThat(scene.asked).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void rfc5861_aStaleAnswerStandsInForAnUpstreamThatFails(int status) {
        scene.says(200, "one", "Cache-Control", "max-age=60, stale-if-error=600");
        Scene.text(scene.get("/a"));
        scene.pass(90);
        scene.says(status, "broken");

        Response answer = scene.get("/a");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Scene.text(answer)).isEqualTo("one");
        assertThat(answer.headers().first("Age")).isEqualTo("90");
        assertThat(Scene.status(answer))
                .isEqualTo("gatehouse; fwd=stale; fwd-status=" + status + "; ttl=-30; detail=stale-if-error");
        assertThat(scene.head("/a").status()).isEqualTo(200);
        scene.pass(600);
        assertThat(scene.get("/a").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UPSTREAM_UNREACHABLE",
                "UPSTREAM_CONNECT_TIMEOUT",
                "UPSTREAM_TIMEOUT",
                "UPSTREAM_BROKEN",
                "UPSTREAM_TLS",
                "POOL_EXHAUSTED",
                "CIRCUIT_OPEN",
                "BULKHEAD_FULL",
                "OVERLOADED",
                "NO_HEALTHY_INSTANCE"
            })
    void rfc5861_aStaleAnswerStandsInWhereTheGatewayReachesNoUpstream(Failure failure) {
        Scene lenient =
                new Scene(new Caching.On(1 << 20, false, Duration.ofMinutes(10), Duration.ZERO, Duration.ofSeconds(5)));
        lenient.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(lenient.get("/a"));
        lenient.pass(90);
        lenient.says(request -> CompletableFuture.completedFuture(failure.because("x")));

        Response answer = lenient.get("/a");

        assertThat(Scene.text(answer)).isEqualTo("one");
        assertThat(answer.refusal()).isNull();
        assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=stale; ttl=-30; detail=stale-if-error");
        assertThat(lenient.get("/b").refusal()).isNotNull();
    }

    @Test
    void section5_2_2_2_mustRevalidateGivesTheFailureRatherThanTheStaleAnswer() {
        scene.says(200, "one", "Cache-Control", "max-age=60, must-revalidate, stale-if-error=600");
        Scene.text(scene.get("/a"));
        scene.pass(90);
        scene.says(request -> CompletableFuture.completedFuture(Failure.UPSTREAM_TIMEOUT.because("x")));

        assertThat(scene.get("/a").status()).isEqualTo(504);
    }
}
