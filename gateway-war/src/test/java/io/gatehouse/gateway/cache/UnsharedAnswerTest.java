package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that may be stored, but given to others only after the upstream has been asked: it is in vain to wait for them. */
class UnsharedAnswerTest {
    private final Scene scene = new Scene();
    private final List<CompletableFuture<Response>> upstream = new ArrayList<>();
    private final List<CompletableFuture<Response>> clients = new ArrayList<>();

    UnsharedAnswerTest() {
        scene.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            upstream.add(answer);
            return answer;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-cache",
                "max-age=0",
                "max-age=60, no-cache",
                "max-age=0, must-revalidate, stale-while-revalidate=9"
            })
    void thoseWhoWaitGoAsSoonAsItsHeadIsHereAndTheNextDoNotWait(String control) {
        send(10);
        assertThat(upstream).hasSize(1);
        Source body = new Source();

        upstream.get(0).complete(streamed(body, "Cache-Control", control, "ETag", "\"1\""));

        assertThat(upstream).as("before its body").hasSize(10);
        body.send("one");
        body.end();
        assertThat(scene.cache.entries()).as("it is stored all the same").isEqualTo(1);
        send(5);
        assertThat(upstream).hasSize(15);
        assertThat(scene.asked.get(14).headers().first("If-None-Match")).isEqualTo("\"1\"");
    }

    @Test
    void aValidationThatIsGoodForOneOnlyIsNotWaitedForAgain() {
        send(1);
        upstream.get(0).complete(scene.answer(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\""));
        Scene.text(Scene.now(clients.get(0)));
        scene.pass(60);
        send(3);
        assertThat(upstream).hasSize(2);

        upstream.get(1).complete(scene.answer(304, "", "Cache-Control", "no-cache", "ETag", "\"1\""));

        assertThat(upstream).hasSize(4);
        send(3);
        assertThat(upstream).hasSize(7);
    }

    @Test
    void rfc5861_whatMayBeGivenWhileItIsRenewedMayBeShared() {
        send(10);

        upstream.get(0).complete(scene.answer(200, "one", "Cache-Control", "max-age=0, stale-while-revalidate=30"));

        assertThat(clients)
                .allSatisfy(client -> assertThat(Scene.text(Scene.now(client))).isEqualTo("one"));
        assertThat(upstream).hasSize(1);
    }

    /** Otherwise they could send everybody else to the upstream. */
    @ParameterizedTest
    @CsvSource({"Cache-Control, no-cache", "Pragma, no-cache", "Cache-Control, min-fresh=1000"})
    void whoWantsMoreThanOthersDoesNotKeepThemApart(String field, String value) {
        for (int i = 0; i < 2; i++) {
            scene.send(Scene.request("GET", "/a", field, value));
        }
        int own = upstream.size();
        send(3);

        upstream.get(own == 2 ? 2 : 0).complete(scene.answer(200, "one", "Cache-Control", "max-age=60"));

        assertThat(clients)
                .allSatisfy(client -> assertThat(Scene.text(Scene.now(client))).isEqualTo("one"));
        scene.pass(60);
        int before = upstream.size();
        send(3);
        assertThat(upstream).hasSize(before + 1);
    }

    private void send(int times) {
        for (int i = 0; i < times; i++) {
            clients.add(scene.send(Scene.request("GET", "/a")).toCompletableFuture());
        }
    }

    private static Response streamed(Source body, String... headers) {
        return new Response(200, Headers.of(headers), body.body());
    }
}
