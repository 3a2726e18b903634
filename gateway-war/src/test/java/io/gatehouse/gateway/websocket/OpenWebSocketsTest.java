package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.routing.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenWebSocketsTest {
    private static final Route.WebSocket SETTINGS = new Route.WebSocket(1_000, Duration.ofHours(1), 2);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final OpenWebSockets open = new OpenWebSockets();
    private final List<ByteBuffer> told = new ArrayList<>();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    /** One that is open, and whose client waits for what comes. */
    private WebSocketConnection connection() {
        WebSocketConnection connection =
                new WebSocketConnection(silence(), SETTINGS, new Deadlines(clock), open::closed);
        connection.toClient(silence()).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(ByteBuffer frame) {
                told.add(frame);
            }

            @Override
            public void onError(Throwable thrown) {
                throw new AssertionError(thrown);
            }

            @Override
            public void onComplete() {
                // as it should be
            }
        });
        return connection;
    }

    private static Flow.Publisher<ByteBuffer> silence() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // nothing comes
            }

            @Override
            public void cancel() {
                // nothing to end
            }
        });
    }

    @Test
    void aRouteHasSoManyPlaces() {
        Route route = Requests.get("/x").route();

        assertThat(open.enter(route, 2)).isTrue();
        assertThat(open.enter(route, 2)).isTrue();
        assertThat(open.enter(route, 2)).isFalse();
        assertThat(open.taken(route)).isEqualTo(2);
        open.leave(route);
        assertThat(open.enter(route, 2)).isTrue();
    }

    @Test
    void whoeverIsOpenIsToldThatTheGatewayGoes() {
        open.opened(connection());

        open.goAway();

        assertThat(told).containsExactly(CloseFrame.toClient(CloseFrame.GOING_AWAY));
    }

    @Test
    void whoComesAfterThatIsToldAtOnce() {
        open.goAway();

        open.opened(connection());

        assertThat(told).containsExactly(CloseFrame.toClient(CloseFrame.GOING_AWAY));
    }

    @Test
    void whatIsClosedIsToldNothing() {
        WebSocketConnection connection = connection();
        open.opened(connection);
        connection.ended();

        open.goAway();

        assertThat(told).isEmpty();
    }
}
