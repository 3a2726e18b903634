package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One request at several limits. */
class AttemptTest {
    @Test
    void aSharedBucketMayAnswerLater() {
        CompletableFuture<Level> later = new CompletableFuture<>();
        List<String> givenBack = new ArrayList<>();
        Buckets shared = new Buckets() {
            @Override
            public CompletableFuture<Level> take(Partition partition, String client, int tokens) {
                return later;
            }

            @Override
            public void giveBack(Partition partition, String client, int tokens) {
                givenBack.add(client + " " + tokens);
            }

            @Override
            public Level look(Partition partition, String client, int tokens) {
                return new Level(1, 0);
            }
        };
        Limited limited = new Limited("rateLimits: [{name: one, requests: 9}, {name: two, requests: 9}]");
        Request request = limited.request("r", "192.0.2.1", Headers.EMPTY);
        RouteLimit one = limit("one", request.route());
        RouteLimit two = limit("two", request.route());

        CompletableFuture<Attempt> attempt =
                new Attempt(List.of(one, two), request).take(shared).toCompletableFuture();
        assertThat(attempt).isNotDone();
        later.complete(new Level(3, 0));

        assertThat(attempt.join().refusal()).isNull();
        assertThat(givenBack).isEmpty();
    }

    private static RouteLimit limit(String name, Route route) {
        var limit = Limits.limit(name, 9, Duration.ofMinutes(1), 9);
        return new RouteLimit(limit, new LimitFields(limit), route);
    }
}
