package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Renewal;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5861 section 3: stored answers that are renewed in the background, where no client sees how it ends. */
class RenewalTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void storeStale() {
        scene.says(200, "one", "Cache-Control", "max-age=60, stale-while-revalidate=600", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(70);
    }

    @ParameterizedTest
    @CsvSource({"304, ", "200, two", "404, gone"})
    void whatIsNewIsCountedAsRenewed(int status, @Nullable String body) {
        scene.says(status, body == null ? "" : body, "Cache-Control", "max-age=60", "ETag", "\"1\"");

        scene.get("/a");

        assertThat(scene.renewals).containsExactly(entry(Renewal.RENEWED, 1));
        assertThat(Scene.text(scene.get("/a"))).isEqualTo(body == null ? "one" : body);
        assertThat(scene.count(Outcome.STALE)).isEqualTo(1);
        assertThat(scene.count(Outcome.HIT)).isEqualTo(1);
        assertThat(scene.count(Outcome.MISS)).as("only clients' requests").isEqualTo(1);
        assertThat(scene.count(Outcome.VALIDATED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429", "403", "202"})
    void whatBringsNothingNewIsCountedAsFailed(int status) {
        scene.says(status, "no", "Cache-Control", "max-age=60");

        scene.get("/a");

        assertThat(scene.renewals).containsExactly(entry(Renewal.FAILED, 1));
        assertThat(scene.count(Outcome.STALE)).isEqualTo(1);
    }

    @Test
    void aFailureOfTheGatewayIsCountedAsFailedAndTheNextRequestTriesAgain() {
        scene.says(request -> CompletableFuture.completedFuture(Failure.CIRCUIT_OPEN.because("x")));
        scene.get("/a");
        scene.says(request -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("one");

        assertThat(scene.renewals).containsExactly(entry(Renewal.FAILED, 2));
    }

    @Test
    void aBodyThatBreaksOffIsCountedAsFailed() {
        Source body = new Source();
        scene.says(request -> CompletableFuture.completedFuture(
                new Response(200, Headers.of("Cache-Control", "max-age=60"), body.body())));
        scene.get("/a");
        body.send("tw");
        assertThat(scene.renewals).isEmpty();

        body.fail(new IOException("broken off"));

        assertThat(scene.renewals).containsExactly(entry(Renewal.FAILED, 1));
    }

    @Test
    void aBodyThatEndsIsCountedAsRenewed() {
        Source body = new Source();
        scene.says(request -> CompletableFuture.completedFuture(
                new Response(200, Headers.of("Cache-Control", "max-age=60"), body.body())));
        scene.get("/a");
        body.send("two");

        body.end();

        assertThat(scene.renewals).containsExactly(entry(Renewal.RENEWED, 1));
        assertThat(Scene.text(scene.get("/a"))).isEqualTo("two");
    }
}
