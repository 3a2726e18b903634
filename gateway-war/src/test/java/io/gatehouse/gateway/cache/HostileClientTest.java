package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.CacheKey;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.Resource;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may try in order to see another's answer, or to have its own given to others. */
class HostileClientTest {
    private final Scene scene = new Scene();

    @Test
    void anAnswerForOneUserIsNeverGivenToAnother() {
        scene.says(request -> CompletableFuture.completedFuture(scene.answer(
                200,
                "of " + request.headers().first("Authorization"),
                "Cache-Control",
                "max-age=60",
                "ETag",
                "\"1\"")));

        assertThat(as("ada")).isEqualTo("of Bearer ada");
        assertThat(as("eve")).isEqualTo("of Bearer eve");
        assertThat(as("ada")).isEqualTo("of Bearer ada");
        assertThat(Scene.text(scene.get("/mine"))).isEqualTo("of null");
        assertThat(scene.asked).hasSize(4);
    }

    @Test
    void whatIsPublicIsSharedBetweenUsers() {
        scene.says(request -> CompletableFuture.completedFuture(scene.answer(
                200, "of " + request.headers().first("Authorization"), "Cache-Control", "public, max-age=60")));

        assertThat(as("ada")).isEqualTo("of Bearer ada");
        assertThat(as("eve")).isEqualTo("of Bearer ada");
    }

    @Test
    void whatVariesByTheTokenIsForTheSameTokenOnly() {
        scene.says(request -> CompletableFuture.completedFuture(scene.answer(
                200,
                "of " + request.headers().first("Authorization"),
                "Cache-Control",
                "public, max-age=60",
                "Vary",
                "Authorization")));

        assertThat(as("ada")).isEqualTo("of Bearer ada");
        assertThat(as("eve")).isEqualTo("of Bearer eve");
        assertThat(as("ada")).isEqualTo("of Bearer ada");
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void aValidationForOneUserDoesNotMakeAnAnswerPublic() {
        scene.says(200, "for nobody in particular", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/mine"));
        scene.pass(60);
        scene.says(304, "", "ETag", "\"1\"", "Cache-Control", "max-age=999", "X-User", "ada");
        as("ada");

        scene.get("/mine");

        assertThat(scene.asked).as("still stale for others").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "x_http_method_override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X-Original-URL",
                "X_Original_Url",
                "X-Rewrite-URL"
            })
    void aFieldThatMakesAnotherRequestOfItPoisonsNothing(String field) {
        scene.says(200, "poison", "Cache-Control", "max-age=60");
        Response poisoned = scene.get("/a", field, "DELETE");
        assertThat(Scene.status(poisoned)).isEqualTo("gatehouse; fwd=bypass; detail=override");
        Scene.text(poisoned);
        scene.says(200, "good", "Cache-Control", "max-age=60");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("good");
    }

    @Test
    void aBodyInAGetPoisonsNothing() {
        scene.says(200, "poison", "Cache-Control", "max-age=60");
        Request fat = Scene.request("GET", "/a").with(new Body.Bytes(new byte[] {1}));
        Request chunked = Scene.request("GET", "/a").with(new Body.Stream(subscriber -> {}, -1));
        for (Request request : new Request[] {fat, chunked}) {
            Response answer = Scene.now(scene.send(request));
            assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=bypass; detail=body");
            Scene.text(answer);
        }
        scene.says(200, "good", "Cache-Control", "max-age=60");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("good");
    }

    /** Which of them the upstream reads is its own affair: another order is another address. */
    @Test
    void theOrderOfAQueryIsPartOfTheKey() {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a?x=1&x=2"));
        scene.says(200, "two", "Cache-Control", "max-age=60");

        assertThat(Scene.text(scene.get("/a?x=2&x=1"))).isEqualTo("two");
        assertThat(Scene.text(scene.get("/a?x=1&x=2"))).isEqualTo("one");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "public.example/x",
                "a?b",
                "a#b",
                "user@public.example",
                "a b",
                "a\\b",
                "a%2fb",
                "a\u00e9"
            })
    void aHostThatIsNoneIsNoKey(@Nullable String host) {
        scene.says(200, "poison", "Cache-Control", "max-age=60");

        Response answer = Scene.now(scene.send(Scene.withHost(host, Scene.request("GET", "/a"))));

        assertThat(Scene.status(answer)).isEqualTo("gatehouse; fwd=bypass; detail=key");
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void anAddressThatIsTooLongIsNoKey() {
        scene.says(200, "one", "Cache-Control", "max-age=60");

        assertThat(Scene.status(scene.get("/a?" + "x".repeat(CacheKey.LONGEST))))
                .contains("fwd=bypass; detail=key");
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void manyVariantsOfOneAddressDoNotPileUp() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "Vary", "User-Agent");
        for (int i = 0; i < 1000; i++) {
            Scene.text(scene.get("/a", "User-Agent", "agent " + i));
        }

        Resource resource = scene.stored("http://public.example/a");
        assertThat(resource.variants()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void manyAddressesDoNotPileUp() {
        scene.says(200, "x".repeat(10_000), "Cache-Control", "max-age=60");
        for (int i = 0; i < 5_000; i++) {
            Scene.text(scene.get("/a?" + i));
        }

        assertThat(scene.cache.bytes()).isBetween(8L << 20, 16L << 20);
    }

    @ParameterizedTest
    @CsvSource({"Accept-Language", "X-Tenant"})
    void aFieldThatStandsTwiceIsNotTheFieldThatStandsOnce(String field) {
        scene.says(200, "once", "Cache-Control", "max-age=60", "Vary", field);
        Scene.text(scene.get("/a", field, "en"));
        scene.says(200, "twice", "Cache-Control", "max-age=60", "Vary", field);

        assertThat(Scene.text(scene.get("/a", field, "en", field, "de"))).isEqualTo("twice");
        assertThat(Scene.text(scene.get("/a", field, "en"))).isEqualTo("once");
    }

    @Test
    void section4_1_aFieldThatIsAbsentIsNotOneThatIsEmpty() {
        scene.says(200, "empty", "Cache-Control", "max-age=60", "Vary", "X-Tenant");
        Scene.text(scene.get("/a", "X-Tenant", ""));
        scene.says(200, "absent", "Cache-Control", "max-age=60", "Vary", "X-Tenant");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("absent");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 429, 431, 500, 503})
    void aRefusalThatAClientProvokesIsNotGivenToOthers(int status) {
        scene.says(status, "no", "Cache-Control", "public, max-age=60");
        Scene.text(scene.get("/a", "X-Oversized", "x"));
        scene.says(200, "good");

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("good");
    }

    @Test
    void aRouteDoesNotGiveWhatWasStoredForAnother() {
        scene.says(200, "secret", "Cache-Control", "public, max-age=60");
        Scene.text(scene.get("/a"));
        Realm other = new Realm("r", Scene.SETTINGS, Scene.UNCOUNTED, scene.cache);

        Resource resource = scene.stored("http://public.example/a");
        assertThat(resource.select(other, Scene.request("GET", "/a").headers())).isNull();
        assertThat(resource.select(scene.realm, Scene.request("GET", "/a").headers()))
                .isNotNull();
    }

    private String as(String user) {
        return Scene.text(Scene.now(scene.send(Scene.of(user, Scene.request("GET", "/mine")))));
    }
}
