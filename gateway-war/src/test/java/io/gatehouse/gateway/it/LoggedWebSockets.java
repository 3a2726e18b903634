package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.websocket.Frame;
import org.junit.jupiter.api.Test;

/** What the access log and the metrics tell of WebSocket connections. */
interface LoggedWebSockets extends WebSockets {
    @Test
    default void aConnectionIsLoggedWithWhatWentThroughIt() throws Exception {
        echo("/things/measure/socket/whole");
        double before = metrics().sum("gatehouse_gateway_upstream_attempts_total", "upstream=\"things\"");
        byte[] hello = Frame.text("hello").mask().bytes();
        byte[] close = Frame.close(1000).mask().bytes();

        try (Peer peer = open("/api/measure/socket/whole")) {
            peer.send(Frame.text("hello")).next();
            peer.send(Frame.close(1000)).next();
        }

        assertThat(Observing.line("\"path\":\"/api/measure/socket/whole\""))
                .contains(
                        "\"route\":\"measure-socket\",\"upstream\":\"things\",\"instance\":\"127.0.0.1:"
                                + Integer.getInteger("it.upstream.port") + "\",\"attempts\":1,\"status\":101,",
                        "\"failure\":null",
                        "\"bytesIn\":" + (hello.length + close.length) + ",\"bytesOut\":"
                                + (hello.length + close.length - 8))
                .containsPattern("\"connectMs\":\\d+\\.\\d{3},\"firstByteMs\":\\d+\\.\\d{3}");
        assertThat(metrics().sum("gatehouse_gateway_upstream_attempts_total", "upstream=\"things\""))
                .isGreaterThan(before);
    }

    @Test
    default void aConnectionThatTheGatewayEndsIsLoggedWithTheReason() throws Exception {
        echo("/things/measure/socket/large");
        echo("/things/measure/socket/bad");
        echo("/things/measure/socket/idle");

        try (Peer large = open("/api/measure/socket/large");
                Peer bad = open("/api/measure/socket/bad");
                Peer idle = open("/api/measure/socket/idle")) {
            large.send(Frame.text("x".repeat(2_000))).next();
            bad.socket.getOutputStream().write(Frame.text("not masked").bytes());
            bad.next();
            idle.next();
        }

        assertThat(Observing.line("\"path\":\"/api/measure/socket/large\""))
                .contains("\"status\":101,\"failure\":\"BODY_TOO_LARGE\"");
        assertThat(Observing.line("\"path\":\"/api/measure/socket/bad\""))
                .contains("\"status\":101,\"failure\":\"BAD_REQUEST\"");
        assertThat(Observing.line("\"path\":\"/api/measure/socket/idle\""))
                .contains("\"status\":101,\"failure\":\"CLIENT_TOO_SLOW\"");
        assertThat(metrics().sum("gatehouse_gateway_request_seconds_sum", "route=\"measure-socket\""))
                .as("five idle seconds are not the gateway's")
                .isLessThan(5);
    }
}
