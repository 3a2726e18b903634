package io.gatehouse.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Span;
import io.gatehouse.gateway.routing.Route;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenWebSocketsTest {
    private static final Route.WebSocket SETTINGS = new Route.WebSocket(1_000, Duration.ofHours(1), 2);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final OpenWebSockets open = new OpenWebSockets();
    private final Target client = Target.greedy();
    private final Span span = Requests.get("/x").span();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    /** One that is open, and whose client waits for what comes. */
    private WebSocketConnection connection() {
        WebSocketConnection connection =
                new WebSocketConnection(new Source(), SETTINGS, new Deadlines(clock), open::closed);
        connection.noteIn(span);
        connection.toClient(new Source()).subscribe(client);
        return connection;
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

        assertThat(span.failure()).isEqualTo(Failure.DRAINING);
        assertThat(client.received())
                .isEqualTo(CloseFrame.toClient(CloseFrame.GOING_AWAY).array());
    }

    @Test
    void whoComesAfterThatIsToldAtOnce() {
        open.goAway();

        open.opened(connection());

        assertThat(span.failure()).isEqualTo(Failure.DRAINING);
        assertThat(client.received())
                .isEqualTo(CloseFrame.toClient(CloseFrame.GOING_AWAY).array());
    }

    @Test
    void whatIsClosedIsToldNothing() {
        WebSocketConnection connection = connection();
        open.opened(connection);
        connection.ended();

        open.goAway();

        assertThat(client.received()).isEmpty();
        assertThat(span.failure()).isNull();
    }

    @Test
    void whatIsEndingForAnotherReasonKeepsIt() {
        WebSocketConnection connection = connection();
        open.opened(connection);
        connection.end(CloseFrame.MESSAGE_TOO_BIG);

        open.goAway();

        assertThat(span.failure()).isEqualTo(Failure.BODY_TOO_LARGE);
        assertThat(client.received())
                .isEqualTo(CloseFrame.toClient(CloseFrame.MESSAGE_TOO_BIG).array());
    }
}
