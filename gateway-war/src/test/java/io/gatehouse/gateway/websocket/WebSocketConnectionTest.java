package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
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

    /** As fast as they can: before the other side has been told. */
    @Test
    void whoeverClosesAtItsLastWordDoesNotTakeTheOthers() {
        for (boolean upstreamIsFaster : new boolean[] {true, false}) {
            Source client = new Source();
            Source upstream = new Source();
            Target toUpstream = Target.greedy();
            Target toClient = Target.greedy();
            WebSocketConnection connection =
                    new WebSocketConnection(client, SETTINGS, deadlines, ended -> over.incrementAndGet());
            connection.toUpstream().subscribe(toUpstream);
            connection.toClient(upstream).subscribe(toClient);
            if (upstreamIsFaster) {
                toUpstream.whenGiven(upstream::end);
            } else {
                toClient.whenGiven(() -> client.fail(new IOException("reset")));
            }

            connection.goAway();

            assertThat(toClient.received())
                    .isEqualTo(CloseFrame.toClient(CloseFrame.GOING_AWAY).array());
            assertThat(toUpstream.received())
                    .hasSize(CloseFrame.toUpstream(CloseFrame.GOING_AWAY).remaining());
            assertThat(toClient.isComplete()).isTrue();
            assertThat(toUpstream.isComplete()).isTrue();
        }
        assertThat(over).hasValue(2);
    }
}
