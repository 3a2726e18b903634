package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
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

    @Test
    void section3_answersToOtherMethodsAreNotStored() {
        scene.says(200, "", "Cache-Control", "public, max-age=60");
        for (String method : new String[] {"POST", "OPTIONS", "QUERY", "HEAD"}) {
            Scene.now(scene.send(Scene.request(method, "/a")));
        }

        assertThat(scene.cache.entries()).isZero();
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
    void section5_2_directivesOfTheClientTravelOn() {
        scene.says(200, "one");

        scene.get("/a", "Cache-Control", "no-cache, x-own=1");

        assertThat(scene.asked.get(0).headers().first("Cache-Control")).isEqualTo("no-cache, x-own=1");
    }

    @ParameterizedTest
    @CsvSource({
        "Range, bytes=0-1, range",
        "If-Match, \"x\", precondition",
        "If-Unmodified-Since, x, precondition",
        "If-Range, \"x\", precondition"
    })
    void theCacheKeepsOutOfWhatItCannotAnswer(String field, String value, String detail) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));

        Response answer = scene.get("/a", field, value);

        assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=bypass; detail=" + detail);
        assertThat(scene.asked.get(1).headers().first(field)).isEqualTo(value);
        assertThat(scene.count(Outcome.BYPASS)).isEqualTo(1);
    }

    /** RFC 9110 section 7.8: on a route that takes WebSocket handshakes, too. */
    @Test
    void theCacheKeepsOutOfHandshakes() {
        scene.says(200, "page", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));
        scene.says(request ->
                CompletableFuture.completedFuture(new Response(101, Headers.EMPTY, new Body.Tunnel(subscriber -> {}))));
        Request handshake = Scene.request("GET", "/a", "Upgrade", "websocket").with(new Body.Tunnel(subscriber -> {}));

        for (int i = 0; i < 2; i++) {
            Response answer = Scene.now(scene.send(handshake));
            assertThat(answer.status()).isEqualTo(101);
            assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=bypass; detail=upgrade");
        }
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("page");
    }

    @Test
    void handshakesDoNotWaitForOneAnother() {
        scene.says(request -> new CompletableFuture<>());

        for (int i = 0; i < 3; i++) {
            scene.send(Scene.request("GET", "/a").with(new Body.Tunnel(subscriber -> {})));
        }

        assertThat(scene.asked).hasSize(3);
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
