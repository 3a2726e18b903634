package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.routing.Route;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketConnectionTest {
    private static final Route.WebSocket SETTINGS = new Route.WebSocket(1_000, Duration.ofHours(1), 1);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deadlines deadlines = new Deadlines(clock);
    private final AtomicInteger over = new AtomicInteger();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    private WeakReference<WebSocketConnection> overBeforeItIsWatched() {
        WebSocketConnection connection =
                new WebSocketConnection(subscriber -> {}, SETTINGS, deadlines, ended -> over.incrementAndGet());
        connection.ended();
        connection.toClient(subscriber -> {});
        connection.end(CloseFrame.GOING_AWAY);
        connection.expired();
        return new WeakReference<>(connection);
    }

    @Test
    void whatIsOverIsNotWatchedAnyMore() throws Exception {
        WeakReference<WebSocketConnection> forgotten = overBeforeItIsWatched();

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (forgotten.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(forgotten.get()).as("held by nobody").isNull();
        assertThat(over).hasValue(1);
    }
}
