package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 4.3.3: what an answer that cannot be stored does to the one that is, and to those who wait for it. */
class RefusedValidationTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 406, 407, 408, 413, 425, 429, 431, 451})
    void aRefusalIsPassedOnAndLeavesWhatIsStoredAsItIs(int status) {
        storeStale();
        scene.says(status, "no");

        assertThat(scene.get("/a", "X-Oversized", "x").status()).isEqualTo(status);

        assertThat(scene.cache.entries()).isEqualTo(1);
        scene.says(503, "broken");
        assertThat(Scene.text(scene.get("/a"))).as("it can stand in still").isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 301, 404, 410})
    void whatTheResourceHasBecomeOutdatesWhatIsStoredThoughItCannotBeStored(int status) {
        storeStale();
        scene.says(status, "mine", "Cache-Control", "private");

        assertThat(scene.get("/a").status()).isEqualTo(status);

        assertThat(scene.cache.entries()).isZero();
        scene.says(503, "broken");
        assertThat(scene.get("/a").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 431, 500, 503})
    void afterARefusalTheNextWaitForOneAnotherAgain(int status) {
        List<CompletableFuture<Response>> upstream = wavesOfThree();
        upstream.get(0).complete(scene.answer(status, "no"));
        assertThat(upstream).as("those who waited go alone").hasSize(3);

        send(3);

        assertThat(upstream).hasSize(4);
    }

    @Test
    void afterAnAnswerForOneClientTheNextDoNotWait() {
        List<CompletableFuture<Response>> upstream = wavesOfThree();
        upstream.get(0).complete(scene.answer(200, "mine", "Cache-Control", "private"));

        send(3);

        assertThat(upstream).hasSize(6);
    }

    private List<CompletableFuture<Response>> wavesOfThree() {
        List<CompletableFuture<Response>> upstream = new ArrayList<>();
        scene.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            upstream.add(answer);
            return answer;
        });
        send(3);
        assertThat(upstream).hasSize(1);
        return upstream;
    }

    private void send(int times) {
        for (int i = 0; i < times; i++) {
            scene.send(Scene.request("GET", "/a"));
        }
    }

    private void storeStale() {
        scene.says(200, "one", "Cache-Control", "max-age=60, stale-if-error=600", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(90);
    }
}
