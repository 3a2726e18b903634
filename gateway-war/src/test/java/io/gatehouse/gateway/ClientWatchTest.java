package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
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
        watch = watch(new KernelTable());
        connect(ServerSocketChannel.open(), InetAddress.getLoopbackAddress());
    }

    private static ClientWatch watch(KernelTable table) throws IOException {
        return new ClientWatch(new HalfClosedConnections(table::halfClosed, Runnable::run, System::nanoTime));
    }

    private void connect(ServerSocketChannel listener, InetAddress address) throws IOException {
        server = listener.bind(new InetSocketAddress(address, 0));
        client = new Socket(address, server.socket().getLocalPort());
        connection = server.accept();
        connection.configureBlocking(false);
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
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
        send("GET");
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
        send("GET");
        Thread.sleep(50);
        assertThat(presence.isGone()).isFalse();

        assertThat(connection.read(ByteBuffer.allocate(10))).isEqualTo(3);
        assertThat(presence.isGone()).isFalse();
    }

    @Test
    void aClientThatSendsAheadAndLeavesIsGoneAndNothingOfItIsRead() throws Exception {
        Client.Presence presence = watch.of(() -> connection);
        send("GET");
        assertStays(presence);

        client.close();

        awaitGone(presence);
        assertThat(connection.read(ByteBuffer.allocate(10))).isEqualTo(3);
    }

    @Test
    void aClientThatHadLeftBeforeAnybodyAskedIsGone() throws Exception {
        send("GET");
        client.close();

        awaitGone(watch.of(() -> connection));
    }

    @Test
    void onASocketForIpv4AloneAsWell() throws Exception {
        assertWhoLeavesIsNoticed(
                ServerSocketChannel.open(StandardProtocolFamily.INET),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** A machine without IPv6 has no such clients: nobody can listen for them there. */
    @Test
    void betweenIpv6AddressesAsWellWhereTheMachineHasAny() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(HexFormat.of().parseHex("0".repeat(31) + "1"));
        ServerSocketChannel listener = ServerSocketChannel.open();
        if (NetworkInterface.getByInetAddress(loopback) != null) {
            assertWhoLeavesIsNoticed(listener, loopback);
        } else {
            assertThatThrownBy(() -> listener.bind(new InetSocketAddress(loopback, 0)))
                    .isInstanceOfAny(SocketException.class, UnsupportedAddressTypeException.class);
            listener.close();
        }
    }

    private void assertWhoLeavesIsNoticed(ServerSocketChannel listener, InetAddress address) throws Exception {
        disconnect();
        watch = watch(new KernelTable());
        connect(listener, address);
        Client.Presence presence = watch.of(() -> connection);
        send("GET");
        assertStays(presence);

        client.close();

        awaitGone(presence);
    }

    @Test
    void aClientThatSendsAheadAndResetsIsGoneWithoutTheTable() throws Exception {
        watch.close();
        watch = watch(new KernelTable(List.of()));
        Client.Presence presence = watch.of(() -> connection);
        send("GET");
        assertStays(presence);

        client.setSoLinger(true, 0);
        client.close();

        awaitGone(presence);
    }

    @Test
    void withoutTheTableWhoLeavesSomethingUnreadIsTakenToBeThereUntilItIsRead() throws Exception {
        watch.close();
        watch = watch(new KernelTable(List.of()));
        Client.Presence presence = watch.of(() -> connection);
        send("GET");
        client.close();
        assertStays(presence);

        assertThat(connection.read(ByteBuffer.allocate(10))).isEqualTo(3);

        awaitGone(presence);
    }

    @Test
    void whoLeavesIsNotTakenForTheOneWhoStays() throws Exception {
        Client.Presence stays = watch.of(() -> connection);
        send("GET");
        try (Socket other = new Socket(client.getInetAddress(), client.getPort());
                SocketChannel otherConnection = server.accept()) {
            otherConnection.configureBlocking(false);
            Client.Presence leaves = watch.of(() -> otherConnection);
            other.getOutputStream().write('G');
            other.shutdownOutput();

            awaitGone(leaves);
            assertStays(stays);
        }
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

    /** Long enough for several readings. */
    private static void assertStays(Client.Presence presence) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            assertThat(presence.isGone()).isFalse();
            Thread.sleep(10);
        }
    }

    private static void awaitGone(Client.Presence presence) throws InterruptedException {
        for (int i = 0; i < 500 && !presence.isGone(); i++) {
            Thread.sleep(10);
        }
        assertThat(presence.isGone()).isTrue();
    }
}
