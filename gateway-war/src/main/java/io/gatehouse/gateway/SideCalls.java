package io.gatehouse.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The few calls that the gateway makes for itself: keys of issuers, health of upstreams. Apart from the pool that serves clients.
 * Each has an end: the client's own time-out would stop at the head of an answer and wait for its body for ever.
 */
final class SideCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    SideCalls() {
        this(PATIENCE);
    }

    /** @param patience from asking to the last byte of the answer */
    SideCalls(Duration patience) {
        this.patience = patience;
    }

    /** The text that a URL answers 200 with. */
    CompletionStage<String> fetch(URI url) {
        CompletableFuture<HttpResponse<String>> call =
                client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        return call.thenCompose(answer -> answer.statusCode() == 200
                        ? CompletableFuture.completedFuture(answer.body())
                        : CompletableFuture.failedFuture(
                                new IOException("status " + answer.statusCode() + " from " + url)))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // Gives the connection of a call that took too long back; it is nothing to one that has ended.
                .whenComplete((text, thrown) -> call.cancel(true));
    }
}
