package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class ClientWatchTest {
    private ServerSocketChannel server;
    private Socket client;
    private SocketChannel connection;
    private ClientWatch watch;

    @BeforeEach
    void connect() throws IOException {
        watch = new ClientWatch();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
        connection = server.accept();
        connection.configureBlocking(false);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        connection.close();
        server.close();
        watch.close();
    }

    @Test
    void aClientThatWaitsIsThere() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        for (int i = 0; i < 10; i++) {
            assertThat(presence.isGone()).isFalse();
            Thread.sleep(10);
        }
    }

    @Test
    void aClientThatClosesIsGone() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        assertThat(presence.isGone()).isFalse();

        client.close();

        awaitGone(presence);
    }

    @Test
    void aClientThatResetsIsGone() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        assertThat(presence.isGone()).isFalse();

        client.setSoLinger(true, 0);
        client.close();

        awaitGone(presence);
    }

    @Test
    void aClientThatSendsAheadIsThereAndNothingOfItIsRead() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        client.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 10; i++) {
            assertThat(presence.isGone()).isFalse();
            Thread.sleep(10);
        }

        ByteBuffer read = ByteBuffer.allocate(10);
        assertThat(connection.read(read)).isEqualTo(3);
    }

    @Test
    void aClientWhoseNextRequestHasJustBeenReadIsThere() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        assertThat(presence.isGone()).isFalse();
        client.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));
        Thread.sleep(50);
        assertThat(presence.isGone()).isFalse();

        assertThat(connection.read(ByteBuffer.allocate(10))).isEqualTo(3);
        assertThat(presence.isGone()).isFalse();
    }

    @Test
    void aConnectionThatTheServerHasClosedIsGone() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        assertThat(presence.isGone()).isFalse();

        connection.close();

        assertThat(presence.isGone()).isTrue();
        watch.sweep();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void theNextRequestOnAConnectionCanBeWatchedToo() throws Exception {
        assertThat(watch.of(() -> connection).isGone()).isFalse();
        watch.sweep();
        Client.Presence next = watch.of(() -> connection);
        assertThat(next.isGone()).isFalse();

        client.close();

        awaitGone(next);
    }

    @Test
    void whoseConnectionCannotBeSeenIsTakenToBeThere() throws Exception {
        client.close();

        assertThat(watch.of(() -> null).isGone()).isFalse();
    }

    private static void awaitGone(Client.Presence presence) throws InterruptedException {
        for (int i = 0; i < 500 && !presence.isGone(); i++) {
            Thread.sleep(10);
        }
        assertThat(presence.isGone()).isTrue();
    }
}
