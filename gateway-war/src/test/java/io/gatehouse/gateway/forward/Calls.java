package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Everything that calls need, and calls that wait for their answers. */
final class Calls implements AutoCloseable {
    static final Route.Timeouts PATIENT = new Route.Timeouts(
            Duration.ofSeconds(10), Route.Timeouts.NONE, Duration.ofSeconds(20), Duration.ofSeconds(20));

    final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    final Deadlines deadlines = new Deadlines(clock);
    final Dialer dialer;
    final ConnectionPool pool;
    /** How answers have ended, in order: whole, or the failure that broke them off. */
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    Calls() {
        this(Connections.DEFAULT, null);
    }

    Calls(Connections connections, @Nullable TlsSettings tls) {
        this(connections, tls, new Dialer());
    }

    Calls(Connections connections, @Nullable TlsSettings tls, Dialer dialer) {
        this.dialer = dialer;
        pool = new ConnectionPool(new ConnectionPool.Settings("things", connections, tls), dialer, deadlines, clock);
    }

    static UpstreamRequest request(String method, HttpHost host, Body body) {
        return new UpstreamRequest(method, host, "/x", Headers.EMPTY, body, PATIENT, Client.Presence.UNKNOWN);
    }

    static UpstreamRequest get(HttpHost host) {
        return request("GET", host, Body.EMPTY);
    }

    static UpstreamRequest get(HttpHost host, Route.Timeouts timeouts) {
        return new UpstreamRequest("GET", host, "/x", Headers.EMPTY, Body.EMPTY, timeouts, Client.Presence.UNKNOWN);
    }

    static Body bytes(String text) {
        return new Body.Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of the answer, when it is here. */
    CompletableFuture<Response> start(UpstreamRequest request) {
        CompletableFuture<Response> head = new CompletableFuture<>();
        pool.start(request, new UpstreamCall.Listener() {
            @Override
            public void connected() {
                // Only the head counts here.
            }

            @Override
            public void answered(Response upstreamResponse) {
                head.complete(upstreamResponse);
            }

            @Override
            public void failed(Throwable cause) {
                head.completeExceptionally(cause);
            }

            @Override
            public void ended(@Nullable Throwable cause) {
                ends.add(cause == null ? "whole" : UpstreamFailure.of(cause).name());
            }
        });
        return head;
    }

    Response head(UpstreamRequest request) throws InterruptedException, TimeoutException {
        try {
            return start(request).get(15, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("no answer", failed.getCause());
        }
    }

    /** The body of the answer; with what broke it, if it broke. */
    String text(UpstreamRequest request) throws InterruptedException, TimeoutException {
        return text(head(request));
    }

    static String text(Response response) throws InterruptedException, TimeoutException {
        if (response.body() instanceof Body.Stream stream) {
            Target target = Target.greedy();
            stream.content().subscribe(target);
            target.await();
            return target.text() + (target.failure() == null ? "" : "<" + target.failure() + ">");
        }
        return "";
    }

    Throwable failure(UpstreamRequest request) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("answered: " + start(request).get(15, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    /** Waits until this many connections are idle. */
    void awaitIdle(int connections) throws InterruptedException {
        await(() -> pool.total().available() == connections);
    }

    static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for in vain");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        pool.close();
        clock.shutdownNow();
        dialer.close();
    }
}
