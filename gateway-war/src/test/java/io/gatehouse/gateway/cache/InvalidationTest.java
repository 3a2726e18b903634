package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.CachePurge;
import io.gatehouse.gateway.pipeline.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 4.4. */
class InvalidationTest {
    private final Scene scene = new Scene();

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

    @ParameterizedTest
    @CsvSource({
        "public.example:80, true",
        "public.example:, true",
        "PUBLIC.example:80, true",
        "public.example:443, false",
        "public.example:8080, false"
    })
    void section4_4_anAddressIsTheSameHoweverItsHostIsSpelt(String host, boolean same) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));
        Scene.now(scene.send(Scene.withHost(host, Scene.request("GET", "/a"))));
        assertThat(scene.asked).as("RFC 9110 section 4.2.3").hasSize(same ? 1 : 2);
        scene.says(204, "");

        Scene.now(scene.send(Scene.withHost(host, Scene.request("PUT", "/a"))));

        assertThat(scene.cache.find("http://public.example/a") == null).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/caf%c3%a9/~x", "/caf%C3%A9/%7Ex", "http://public.example:80/caf%C3%A9/~x", "../caf%C3%A9/~x"})
    void section4_4_whatTheAnswerNamesIsOutdatedHoweverItIsSpelt(String location) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/caf%C3%A9/~x"));
        scene.says(201, "", "Location", location);

        scene.send(Scene.request("POST", "/made/here"));

        assertThat(scene.cache.entries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "a_b.example, Location, /b",
        "[::1]:80, Location, http://[::1]/b",
        "a_b.example:80, Location, http://a_b.example/b"
    })
    void section4_4_whatTheAnswerNamesIsOutdatedOnHostsOfAllKinds(String host, String field, String value) {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(Scene.now(scene.send(Scene.withHost(host, Scene.request("GET", "/b")))));
        scene.says(201, "", field, value);

        scene.send(Scene.withHost(host, Scene.request("POST", "/a")));

        assertThat(scene.cache.entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "purge"})
    void section4_4_whoAsksAfterAChangeDoesNotGetWhatWasAskedForBeforeIt(String change) {
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        scene.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            answers.add(answer);
            return request.head().method().equals("PUT")
                    ? CompletableFuture.completedFuture(scene.answer(204, ""))
                    : answer;
        });
        var first = scene.send(Scene.request("GET", "/a"));
        var before = scene.send(Scene.request("GET", "/a"));
        if (change.equals("PUT")) {
            scene.send(Scene.request("PUT", "/a"));
        } else {
            new CachePurge(scene.cache).all("true");
        }
        int changed = answers.size();
        var after = scene.send(Scene.request("GET", "/a"));
        var later = scene.send(Scene.request("GET", "/a"));

        answers.get(0).complete(scene.answer(200, "old", "Cache-Control", "max-age=60"));
        assertThat(Scene.text(Scene.now(first))).isEqualTo("old");
        assertThat(Scene.text(Scene.now(before))).isEqualTo("old");
        assertThat(after.toCompletableFuture()).isNotDone();
        assertThat(answers).as("these two are one request again").hasSize(changed + 1);
        answers.get(changed).complete(scene.answer(200, "new", "Cache-Control", "max-age=60"));

        assertThat(Scene.text(Scene.now(after))).isEqualTo("new");
        assertThat(Scene.text(Scene.now(later))).isEqualTo("new");
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("new");
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
}
