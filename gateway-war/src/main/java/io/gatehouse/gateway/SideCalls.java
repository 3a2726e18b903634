package io.gatehouse.gateway;

import io.gatehouse.gateway.auth.KeySource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The few calls that the gateway makes for itself: keys of issuers, health of upstreams. Apart from the pool that serves clients.
 * Each has an end: the client's own time-out would stop at the head of an answer and wait for its body for ever. And none keeps more than
 * a set of keys can be.
 */
final class SideCalls implements KeySource {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST = 1 << 20;

    private final Duration patience;
    private final HttpClient client;

    SideCalls() {
        this(PATIENCE, null);
    }

    /** @param tls with whom they are made and as whom, by https; null for whom the JVM trusts */
    SideCalls(@Nullable SSLContext tls) {
        this(PATIENCE, tls);
    }

    /** @param patience from asking to the last byte of the answer */
    SideCalls(Duration patience, @Nullable SSLContext tls) {
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        this.client = (tls == null ? builder : builder.sslContext(tls)).build();
    }

    /** The text of at most 1 MiB that a URL answers 200 with. */
    @Override
    public CompletionStage<String> fetch(URI url) {
        BodyHandler<byte[]> bounded = head -> new BoundedBody(BodySubscribers.ofByteArray(), LONGEST);
        return ask(url, bounded).thenApply(content -> new String(content, StandardCharsets.UTF_8));
    }

    /** Succeeds when a URL answers 200, with whatever. */
    CompletionStage<Void> ask(URI url) {
        return ask(url, BodyHandlers.discarding());
    }

    private <T> CompletionStage<T> ask(URI url, BodyHandler<T> whenGood) {
        CompletableFuture<HttpResponse<T>> call = client.sendAsync(
                HttpRequest.newBuilder(url).build(),
                head -> head.statusCode() == 200 ? whenGood.apply(head) : BodySubscribers.replacing(null));
        return call.thenCompose(answer -> answer.statusCode() == 200
                        ? CompletableFuture.completedFuture(answer.body())
                        : CompletableFuture.failedFuture(
                                new IOException("status " + answer.statusCode() + " from " + url)))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // Gives the connection of a call that took too long back; it is nothing to one that has ended.
                .whenComplete((text, thrown) -> call.cancel(true));
    }
}
