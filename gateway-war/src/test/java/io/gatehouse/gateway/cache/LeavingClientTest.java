package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the first of those who want the same takes along when it leaves, or holds up when it does not read: nothing that another wants. */
class LeavingClientTest {
    private final Scene scene = new Scene();
    private final List<CompletableFuture<Response>> upstream = new ArrayList<>();
    private final List<CompletableFuture<Response>> clients = new ArrayList<>();
    private boolean gone;

    LeavingClientTest() {
        scene.says(request -> {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            upstream.add(answer);
            return answer;
        });
    }

    @Test
    void theRequestGoesOnWhenTheFirstClientLeavesAsLongAsOthersWait() {
        leader("/a");
        send("/a");
        gone = true;

        assertThat(presence(0).isGone()).isFalse();
        upstream.get(0).complete(scene.answer(200, "one", "Cache-Control", "max-age=60"));

        assertThat(Scene.text(Scene.now(clients.get(1)))).isEqualTo("one");
        assertThat(upstream).hasSize(1);
    }

    @Test
    void aClientThatLeavesAloneTakesItsRequestAlong() {
        leader("/a");
        assertThat(presence(0).isGone()).isFalse();

        gone = true;

        assertThat(presence(0).isGone()).isTrue();
        send("/a");
        assertThat(upstream).as("nobody joins what is being given up").hasSize(2);
    }

    @Test
    void theRequestOfAClientThatLedNobodyStaysItsOwn() {
        scene.send(Scene.present(() -> gone, Scene.request("GET", "/a", "Cache-Control", "no-store")));
        send("/a");

        gone = true;

        assertThat(presence(0).isGone()).isTrue();
    }

    @Test
    void aValidationGoesOnToo() {
        stored();
        scene.pass(91);
        leader("/a");
        send("/a");
        gone = true;

        assertThat(presence(1).isGone()).isFalse();
    }

    @Test
    void aRenewalIsNobodysWhoCouldLeave() {
        stored();
        scene.pass(60);
        gone = true;

        leader("/a");

        assertThat(clients.get(1)).isCompleted();
        assertThat(upstream).hasSize(2);
        assertThat(presence(1).isGone()).isFalse();
        upstream.get(1).complete(scene.answer(200, "two", "Cache-Control", "max-age=60"));
        send("/a");
        assertThat(Scene.text(Scene.now(clients.get(2)))).isEqualTo("two");
    }

    @Test
    void theOthersDoNotWaitForASlowFirstClient() {
        send("/a");
        send("/a");
        Source body = new Source();
        upstream.get(0).complete(streamed(body));

        // The first client reads nothing at all.
        body.send("abc");
        body.end();

        assertThat(Scene.text(Scene.now(clients.get(1)))).isEqualTo("abc");
        assertThat(Scene.text(Scene.now(clients.get(0)))).isEqualTo("abc");
    }

    @Test
    void theOthersDoNotLoseTheAnswerWhenTheFirstClientLeaves() {
        send("/a");
        send("/a");
        Source body = new Source();
        upstream.get(0).complete(streamed(body));
        body.send("ab");

        ((Body.Stream) Scene.now(clients.get(0)).body()).discard();
        assertThat(body.cancelled()).isZero();
        body.send("c");
        body.end();

        assertThat(Scene.text(Scene.now(clients.get(1)))).isEqualTo("abc");
    }

    @Test
    void whenNobodyElseWaitsTheUpstreamIsToldThatTheClientLeft() {
        send("/a");
        Source body = new Source();
        upstream.get(0).complete(streamed(body));
        body.send("ab");

        ((Body.Stream) Scene.now(clients.get(0)).body()).discard();

        assertThat(body.cancelled()).isOne();
        assertThat(scene.cache.reserved()).isZero();
        assertThat(scene.cache.entries()).isZero();
        send("/a");
        assertThat(upstream).hasSize(2);
    }

    private Client.Presence presence(int request) {
        return scene.asked.get(request).client().presence();
    }

    private void stored() {
        send("/a");
        Response answer =
                scene.answer(200, "one", "Cache-Control", "max-age=60, stale-while-revalidate=30", "ETag", "\"1\"");
        upstream.get(0).complete(answer);
        Scene.text(Scene.now(clients.get(0)));
    }

    private void leader(String target) {
        clients.add(scene.send(Scene.present(() -> gone, Scene.request("GET", target)))
                .toCompletableFuture());
    }

    private void send(String target) {
        clients.add(scene.send(Scene.request("GET", target)).toCompletableFuture());
    }

    private static Response streamed(Source body) {
        return new Response(200, Headers.of("Cache-Control", "max-age=60"), body.body());
    }
}
