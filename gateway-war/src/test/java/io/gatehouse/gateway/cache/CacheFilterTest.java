package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 4 and 5, and RFC 9211, from a request to its answer. */
class CacheFilterTest {
    private final Scene scene = new Scene();

    @Test
    void section4_aStoredAnswerIsGivenWithItsAge() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "Age", "5", "X-Mine", "1");
        Response first = scene.get("/a");
        assertThat(Scene.text(first)).isEqualTo("one");
        assertThat(Scene.status(first)).isEqualTo("gatehouse; fwd=uri-miss; fwd-status=200; stored");
        scene.pass(10);

        Response second = scene.get("/a");

        assertThat(Scene.text(second)).isEqualTo("one");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers().first("Age")).isEqualTo("15");
        assertThat(second.headers().count("Age")).isEqualTo(1);
        assertThat(second.headers().first("X-Mine")).isEqualTo("1");
        assertThat(second.headers().first("Content-Length")).isEqualTo("3");
        assertThat(Scene.status(second)).isEqualTo("gatehouse; hit; ttl=45");
        assertThat(scene.asked).hasSize(1);
        assertThat(scene.count(Outcome.HIT)).isEqualTo(1);
        assertThat(scene.count(Outcome.MISS)).isEqualTo(1);
    }

    @Test
    void section4_theMostRecentAnswerByItsDateIsUsed() {
        String later = HttpDate.of(Scene.START - 1_000);
        String earlier = HttpDate.of(Scene.START - 2_000);
        scene.says(200, "new", "Cache-Control", "max-age=60", "Date", later);
        Scene.text(scene.get("/a"));
        scene.says(200, "old", "Cache-Control", "max-age=60", "Date", earlier);
        assertThat(Scene.text(scene.get("/a", "Cache-Control", "no-cache"))).isEqualTo("old");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("new");
    }

    @Test
    void anAnswerFromTheFutureDoesNotStayForEver() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "Date", HttpDate.of(Scene.START + 9_000_000));
        Scene.text(scene.get("/a"));
        scene.says(200, "two", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a", "Cache-Control", "no-cache"));

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
    }

    @Test
    void anAnswerWithoutABodyNamesNoLength() {
        scene.says(204, "", "Cache-Control", "max-age=60");
        scene.get("/a");

        Response hit = scene.get("/a");

        assertThat(hit.status()).isEqualTo(204);
        assertThat(hit.headers().contains("Content-Length")).isFalse();
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void section4_headIsAnsweredFromAStoredGet() {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        Response head = scene.head("/a");

        assertThat(Scene.status(head)).startsWith("gatehouse; hit");
        assertThat(head.headers().first("Content-Length")).isEqualTo("3");
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void section4_getIsNotAnsweredFromAHead() {
        scene.says(200, "", "Cache-Control", "max-age=60");
        scene.head("/a");

        scene.get("/a");

        assertThat(scene.asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b", "/a?", "/a?x=1", "/a/", "/A"})
    void section4_anotherAddressIsAnotherAnswer(String other) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        scene.get(other);

        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void section4_anotherHostIsAnotherAnswerButNotInOtherLetters() {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        Scene.now(scene.send(Scene.withHost("Public.EXAMPLE", Scene.request("GET", "/a"))));
        assertThat(scene.asked).hasSize(1);
        Scene.now(scene.send(Scene.withHost("other.example", Scene.request("GET", "/a"))));
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void section4_1_anAnswerIsGivenOnlyToRequestsThatSelectIt() {
        scene.says(200, "english", "Cache-Control", "max-age=60", "Vary", "Accept-Language");
        Scene.text(scene.get("/a", "Accept-Language", "en"));
        scene.says(200, "deutsch", "Cache-Control", "max-age=60", "Vary", "accept-language");
        Response second = scene.get("/a", "Accept-Language", "de");
        Scene.text(second);

        assertThat(Scene.status(second)).startsWith("gatehouse; fwd=vary-miss");
        assertThat(Scene.text(scene.get("/a", "Accept-Language", "en"))).isEqualTo("english");
        assertThat(Scene.text(scene.get("/a", "Accept-Language", "DE"))).isEqualTo("deutsch");
        assertThat(scene.asked).hasSize(2);
        scene.get("/a");
        assertThat(scene.asked).hasSize(3);
    }

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

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "PATCH", "PROPFIND", "X-OWN"})
    void section4_4_aMethodThatIsNotSafeIsWrittenThroughAndOutdatesWhatIsStored(String method) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));
        scene.says(204, "");

        assertThat(Scene.now(scene.send(Scene.request(method, "/a"))).status()).isEqualTo(204);

        assertThat(scene.asked).hasSize(2);
        assertThat(scene.cache.entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500})
    void section4_4_anErrorOutdatesNothing(int status) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));
        scene.says(status, "");

        scene.send(Scene.request("POST", "/a"));

        assertThat(scene.cache.entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE"})
    void section4_4_aSafeMethodOutdatesNothing(String method) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        scene.send(Scene.request(method, "/a"));

        assertThat(scene.cache.entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Location, /b?x=1, true",
        "Content-Location, http://public.example/b?x=1, true",
        "Content-Location, b?x=1, true",
        "Location, http://PUBLIC.example/b?x=1, true",
        "Location, http://other.example/b?x=1, false",
        "Location, https://public.example/b?x=1, false",
        "Location, http://public.example:81/b?x=1, false",
        "Location, http://public.example@evil/b?x=1, false",
        "Location, ://[, false"
    })
    void section4_4_whatTheAnswerNamesIsOutdatedTooIfItIsOfTheSameOrigin(String field, String value, boolean outdated) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/b?x=1"));
        scene.says(201, "", field, value);

        scene.send(Scene.request("POST", "/a"));

        assertThat(scene.cache.entries()).isEqualTo(outdated ? 0 : 1);
    }

    @Test
    void section4_4_whatWasAskedForBeforeAChangeIsNotStoredAfterIt() {
        CompletableFuture<Response> slow = new CompletableFuture<>();
        scene.says(request -> request.head().method().equals("GET")
                ? slow
                : CompletableFuture.completedFuture(scene.answer(204, "")));
        var waiting = scene.send(Scene.request("GET", "/a"));
        scene.send(Scene.request("PUT", "/a"));

        slow.complete(scene.answer(200, "old", "Cache-Control", "max-age=60"));

        assertThat(Scene.text(Scene.now(waiting))).isEqualTo("old");
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
    void section5_2_directivesOfTheClientTravelOn() {
        scene.says(200, "one");

        scene.get("/a", "Cache-Control", "no-cache, x-own=1");

        assertThat(scene.asked.get(0).headers().first("Cache-Control")).isEqualTo("no-cache, x-own=1");
    }

    @ParameterizedTest
    @CsvSource({"Range, bytes=0-1, range", "If-Match, \"x\", precondition", "If-Unmodified-Since, x, precondition"})
    void theCacheKeepsOutOfWhatItCannotAnswer(String field, String value, String detail) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        Response answer = scene.get("/a", field, value);

        assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=bypass; detail=" + detail);
        assertThat(scene.asked.get(1).headers().first(field)).isEqualTo(value);
        assertThat(scene.count(Outcome.BYPASS)).isEqualTo(1);
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

    @Test
    void rfc5861_aStaleAnswerStandsInWhereTheGatewayReachesNoUpstream() {
        Scene lenient =
                new Scene(new Caching.On(1 << 20, false, Duration.ofMinutes(10), Duration.ZERO, Duration.ofSeconds(5)));
        lenient.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(lenient.get("/a"));
        lenient.pass(90);
        lenient.says(request -> CompletableFuture.completedFuture(Failure.UPSTREAM_UNREACHABLE.because("x")));

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

    @Test
    void rfc9211_whatOtherCachesSaidStaysBefore() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "Cache-Status", "inner; hit");

        assertThat(Scene.status(scene.get("/a")))
                .isEqualTo("inner; hit, gatehouse; fwd=uri-miss; fwd-status=200; stored");
    }

    @Test
    void rfc9211_refusalsOfTheGatewayBearNoStatusOfACache() {
        scene.says(request -> CompletableFuture.completedFuture(Failure.UPSTREAM_TIMEOUT.because("x")));

        assertThat(scene.get("/a").headers().contains("Cache-Status")).isFalse();
    }

    @Test
    void explainsWithoutAskingAnybody() {
        assertThat(explain("GET").reason()).isEqualTo("nothing stored can be given: uri-miss");
        assertThat(explain("GET", "Cache-Control", "only-if-cached").refusal()).isEqualTo(Failure.NOT_STORED);
        assertThat(explain("GET", "Range", "x").reason()).isEqualTo("the cache keeps out of it: range");
        assertThat(explain("POST").reason()).startsWith("what is stored");
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));

        assertThat(explain("GET")).isEqualTo(Decision.answers("a stored answer is given, with 60 s left"));
        assertThat(explain("GET", "Cache-Control", "no-cache").reason())
                .isEqualTo("a stored answer is to be validated: request");
        assertThat(scene.asked).hasSize(1);
        assertThat(scene.outcomes).hasSize(1);
    }

    private Decision explain(String method, String... headers) {
        return scene.filter.explain(Scene.request(method, "/a", headers));
    }
}
