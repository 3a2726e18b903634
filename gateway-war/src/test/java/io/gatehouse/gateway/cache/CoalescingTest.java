package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Concurrent requests for what is not stored. */
class CoalescingTest {
    private final Scene scene = new Scene();
    private final List<CompletableFuture<Response>> upstream = new ArrayList<>();
    private final List<CompletableFuture<Response>> clients = new ArrayList<>();

    CoalescingTest() {
        scene.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            upstream.add(answer);
            return answer;
        });
    }

    @Test
    void oneRequestGoesAndAllShareItsAnswer() {
        for (int i = 0; i < 50; i++) {
            send("/a");
        }
        assertThat(upstream).hasSize(1);

        upstream.get(0).complete(scene.answer(200, "one", "Cache-Control", "max-age=60"));

        assertThat(clients)
                .allSatisfy(client -> assertThat(Scene.text(Scene.now(client))).isEqualTo("one"));
        assertThat(Scene.status(Scene.now(clients.get(7)))).isEqualTo("gatehouse; fwd=uri-miss; collapsed");
        assertThat(upstream).hasSize(1);
        assertThat(scene.count(Outcome.COLLAPSED)).isEqualTo(49);
    }

    @Test
    void whenTheAnswerMayNotBeSharedAllOthersGoAtOnceAndNobodyWaitsTheNextTime() {
        for (int i = 0; i < 10; i++) {
            send("/a");
        }

        upstream.get(0).complete(scene.answer(200, "mine", "Cache-Control", "private"));

        assertThat(upstream).hasSize(10);
        assertThat(clients.get(1)).isNotDone();
        upstream.get(4).complete(scene.answer(200, "four"));
        assertThat(Scene.status(Scene.now(clients.get(4)))).endsWith("; detail=no-lifetime; collapsed=?0");
        send("/a");
        assertThat(upstream).hasSize(11);
    }

    @Test
    void whenTheFirstFailsAllOthersGoAtOnceAndTheNextWaitAgain() {
        for (int i = 0; i < 10; i++) {
            send("/a");
        }

        upstream.get(0).completeExceptionally(new IllegalStateException("broken"));

        assertThat(upstream).hasSize(10);
        assertThat(clients.get(0)).isCompletedExceptionally();
        send("/b");
        send("/b");
        upstream.get(10).complete(Failure.UPSTREAM_TIMEOUT.because("x"));
        assertThat(upstream).hasSize(12);
        send("/b");
        send("/b");
        assertThat(upstream).hasSize(13);
    }

    @Test
    void afterAFailureThatIsThrownAtOnceNobodyWaits() {
        scene.says(request -> {
            throw new IllegalStateException("thrown");
        });

        send("/a");
        send("/a");

        assertThat(clients).allSatisfy(client -> assertThat(client).isCompletedExceptionally());
    }

    @Test
    void whomTheAnswerDoesNotFitGoesAsSoonAsItsHeadIsHere() {
        send("/a", "Accept", "x");
        send("/a", "Accept", "y");
        send("/a", "Accept", "x");
        Source body = new Source();

        upstream.get(0).complete(streamed(body, "Vary", "Accept"));

        assertThat(upstream).hasSize(2);
        assertThat(clients.get(2)).isNotDone();
        send("/a", "Accept", "y");
        assertThat(upstream).as("nobody joins whom it will not fit").hasSize(3);
        body.send("abc");
        body.end();
        assertThat(Scene.text(Scene.now(clients.get(2)))).isEqualTo("abc");
    }

    @Test
    void whenTheAnswerBreaksOffTheOthersGoAlone() {
        send("/a");
        send("/a");
        Source body = new Source();
        upstream.get(0).complete(streamed(body));
        body.send("ab");

        body.fail(new IOException("broken off"));

        assertThat(upstream).hasSize(2);
        assertThat(scene.cache.entries()).isZero();
    }

    @Test
    void nobodyWaitsLongerThanTheRouteSays() throws Exception {
        Scene hasty = new Scene(new Caching.On(1 << 20, false, Duration.ZERO, Duration.ZERO, Duration.ofMillis(60)));
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        CompletableFuture<String> gone = new CompletableFuture<>();
        hasty.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            answers.add(answer);
            if (answers.size() == 3) {
                gone.complete(Thread.currentThread().getName());
            }
            return answer;
        });
        for (int i = 0; i < 3; i++) {
            hasty.send(Scene.request("GET", "/a"));
        }

        assertThat(gone.get(20, TimeUnit.SECONDS))
                .as("the clock has other things to do")
                .isNotEqualTo("test-clock");
        assertThat(answers).hasSize(3);
    }

    @Test
    void whereTheRouteSaysSoNobodyWaits() {
        Scene alone = new Scene(new Caching.On(1 << 20, false, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        alone.says(request -> new CompletableFuture<>());

        alone.send(Scene.request("GET", "/a"));
        alone.send(Scene.request("GET", "/a"));

        assertThat(alone.asked).hasSize(2);
    }

    @Test
    void aValidationIsSharedToo() {
        Scene.text(stored("one", "max-age=60"));
        scene.pass(60);
        for (int i = 0; i < 10; i++) {
            send("/a");
        }
        assertThat(upstream).hasSize(2);

        upstream.get(1).complete(scene.answer(304, "", "ETag", "\"1\""));

        assertThat(clients)
                .allSatisfy(client -> assertThat(Scene.text(Scene.now(client))).isEqualTo("one"));
        assertThat(upstream).hasSize(2);
    }

    @Test
    void whoSaysWhoItIsDoesNotWaitForThoseWhoDoNot() {
        send("/a");
        scene.send(Scene.of("ada", Scene.request("GET", "/a")));
        scene.send(Scene.request("GET", "/a", "Cache-Control", "no-cache"));
        scene.send(Scene.request("GET", "/a", "Cache-Control", "no-store"));
        scene.send(Scene.request("GET", "/a", "If-None-Match", "\"x\""));

        assertThat(upstream).hasSize(5);
    }

    @Test
    void whatIsPublicIsSharedAmongThoseWhoSayWhoTheyAre() {
        CompletableFuture<Response> ada =
                scene.send(Scene.of("ada", Scene.request("GET", "/a"))).toCompletableFuture();
        CompletableFuture<Response> eve =
                scene.send(Scene.of("eve", Scene.request("GET", "/a"))).toCompletableFuture();

        upstream.get(0).complete(scene.answer(200, "all", "Cache-Control", "public, max-age=60"));

        assertThat(Scene.text(Scene.now(ada))).isEqualTo("all");
        assertThat(Scene.text(Scene.now(eve))).isEqualTo("all");
        assertThat(upstream).hasSize(1);
    }

    @Test
    void whatAValidationSaysToOneUserIsNotSharedWithThoseWhoWait() {
        Scene.text(stored("one", "max-age=60"));
        scene.pass(60);
        CompletableFuture<Response> ada =
                scene.send(Scene.of("ada", Scene.request("GET", "/a"))).toCompletableFuture();
        CompletableFuture<Response> eve =
                scene.send(Scene.of("eve", Scene.request("GET", "/a"))).toCompletableFuture();
        assertThat(upstream).hasSize(2);

        upstream.get(1)
                .complete(scene.answer(304, "", "ETag", "\"1\"", "X-User", "ada", "Cache-Control", "max-age=60"));

        assertThat(Scene.now(ada).headers().first("X-User")).isEqualTo("ada");
        assertThat(eve).isNotDone();
        upstream.get(2).complete(scene.answer(304, "", "ETag", "\"1\""));
        assertThat(Scene.now(eve).headers().contains("X-User")).isFalse();
        assertThat(scene.cache.entries()).as("what is for all stays").isEqualTo(1);
    }

    @Test
    void anAnswerForOneUserDoesNotTakeOutWhatIsForAll() {
        Scene.text(stored("one", "max-age=60"));
        scene.pass(60);
        scene.send(Scene.of("ada", Scene.request("GET", "/a")));

        upstream.get(1).complete(scene.answer(200, "of ada", "Cache-Control", "max-age=60"));

        assertThat(scene.cache.entries()).isEqualTo(1);
    }

    @Test
    void whatIsPrivateIsNotSharedAmongThem() {
        CompletableFuture<Response> ada =
                scene.send(Scene.of("ada", Scene.request("GET", "/a"))).toCompletableFuture();
        CompletableFuture<Response> eve =
                scene.send(Scene.of("eve", Scene.request("GET", "/a"))).toCompletableFuture();

        upstream.get(0).complete(scene.answer(200, "of ada", "Cache-Control", "max-age=60"));
        assertThat(Scene.text(Scene.now(ada))).isEqualTo("of ada");
        assertThat(eve).isNotDone();
        upstream.get(1).complete(scene.answer(200, "of eve", "Cache-Control", "max-age=60"));
        assertThat(Scene.text(Scene.now(eve))).isEqualTo("of eve");
    }

    private Response stored(String body, String control) {
        CompletableFuture<Response> client =
                scene.send(Scene.request("GET", "/a")).toCompletableFuture();
        upstream.get(0).complete(scene.answer(200, body, "Cache-Control", control, "ETag", "\"1\""));
        return Scene.now(client);
    }

    private void send(String target, String... headers) {
        clients.add(scene.send(Scene.request("GET", target, headers)).toCompletableFuture());
    }

    private static Response streamed(Source body, String... headers) {
        Headers all = Headers.of(headers).with("Cache-Control", "max-age=60");
        return new Response(200, all, body.body());
    }
}
