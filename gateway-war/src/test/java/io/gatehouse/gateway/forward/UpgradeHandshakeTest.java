package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // What was not answered fails the test by itself.
class UpgradeHandshakeTest {
    private static final String AGREED =
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: Upgrade\r\nX-A: 1\r\nX-A: 2\r\n\r\n";

    private final UpgradeHandshake handshake = new UpgradeHandshake(new UpstreamRequest(
            "GET",
            new HttpHost("http", "service.test", 8081),
            "/chat?room=1",
            Headers.of("Sec-WebSocket-Key", "abc", "Content-Length", "0", "X-Request-Id", "7"),
            Body.EMPTY,
            Route.Timeouts.DEFAULT,
            Client.Presence.UNKNOWN));

    private @Nullable Response read(String text) throws ProtocolException {
        return handshake.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void asksAsTheProtocolSays() {
        assertThat(StandardCharsets.ISO_8859_1.decode(handshake.request()).toString())
                .isEqualTo("""
                        GET /chat?room=1 HTTP/1.1
                        Host: service.test:8081
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Key: abc
                        X-Request-Id: 7

                        """.replace("\n", "\r\n"));
    }

    @Test
    void keepsEndToEndFieldsInTheirOrder() throws Exception {
        Response response = read(AGREED);

        assertThat(response).isNotNull();
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers()).isEqualTo(Headers.of("X-A", "1", "X-A", "2"));
    }

    @Test
    void fieldsThatConnectionNamesEndHere() throws Exception {
        Response response = read(
                "HTTP/1.1 101 Sure\r\nUpgrade: websocket\r\nConnection: Upgrade, X-Hop\r\nX-Hop: 1\r\nKeep_Alive: x\r\nX-End: 2\r\n\r\n");

        assertThat(response).isNotNull();
        assertThat(response.headers()).isEqualTo(Headers.of("X-End", "2"));
    }

    @Test
    void aLineEndMayComeTwice() throws Exception {
        assertThat(read("HTTP/1.1 403 Forbidden\r\nX-A: 1\r\r\n\r\n")).isNotNull();
    }

    @Test
    void takesTheAnswerInAnyPieces() throws Exception {
        for (int i = 0; i < AGREED.length() - 1; i++) {
            assertThat(read(AGREED.substring(i, i + 1))).isNull();
        }

        assertThat(read("\n")).isNotNull();
        assertThat(handshake.isAnswered()).isTrue();
    }

    @Test
    void leavesWhatFollowsTheHeadToOthers() throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap((AGREED + "frames").getBytes(StandardCharsets.ISO_8859_1));

        handshake.read(bytes);

        assertThat(bytes.remaining()).isEqualTo("frames".length());
    }

    @Test
    void waitsForTheFinalAnswerBehindInterimOnes() throws Exception {
        Response response =
                read("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 403 Forbidden\r\nX-Why: full\r\n\r\n");

        assertThat(response).isNotNull();
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers()).isEqualTo(Headers.of("X-Why", "full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 101 Sure\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 Sure\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"
            })
    void refusesWhatIsNoAnswer(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aHeadHasAnEnd() {
        String endless = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000);

        assertThatThrownBy(() -> read(endless)).isInstanceOf(ProtocolException.class);
    }
}
