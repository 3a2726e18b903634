package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Client;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices clients that leave while they wait. The server does not look at a connection whose request it is serving, so this selector does,
 * beside the server's own: it tells that there is something to read, and the number of bytes that wait tells what. None at all is the end.
 * Nothing is read, so whatever a client sends ahead is still there for the server.
 *
 * <p>Bytes that wait hide the end, be they another request or the goodbye of TLS. Of such a connection the selector still tells that it was reset, as an error that is pending, and
 * the operating system knows whether the other side has finished ({@link HalfClosedConnections}); where it does not say so, the client is taken to be there.
 *
 * <p>A connection is looked at from the first question on, which comes only for requests that have been waiting for a while: most never pay for
 * it. Everything here runs on one thread, the one on which all deadlines end, and nothing here waits for anything.
 */
final class ClientWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ClientWatch.class.getName());
    private static final long SELECT_STEP_NANOS = Duration.ofMillis(20).toNanos();
    private static final long FORGET_NANOS = Duration.ofSeconds(2).toNanos();

    private final HalfClosedConnections halfClosed;
    private final Selector selector;
    private long selected = System.nanoTime() - SELECT_STEP_NANOS;

    /** @param halfClosed asked about those who have left something unread */
    ClientWatch(HalfClosedConnections halfClosed) throws IOException {
        this.halfClosed = halfClosed;
        this.selector = Selector.open();
    }

    /**
     * A client who is taken to be there as long as nothing else is known.
     *
     * @param connection the client's; asked for once, and only if need be
     */
    Client.Presence of(Supplier<@Nullable SocketChannel> connection) {
        return new Watched(connection);
    }

    /** Lets connections go that nobody has asked for lately: until then those that the server closes are not quite closed. */
    void sweep() {
        long now = System.nanoTime();
        try {
            for (SelectionKey key : selector.keys()) {
                if (key.isValid() && key.attachment() instanceof Long asked && now - asked > FORGET_NANOS) {
                    key.cancel();
                }
            }
            select(now);
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(Level.DEBUG, "the connections of clients cannot be looked at", e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private void select(long now) throws IOException {
        selected = now;
        selector.selectedKeys().clear();
        selector.selectNow();
    }

    private SelectionKey keyOf(SocketChannel channel, long now) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        if (key == null || !key.isValid()) {
            // A key that was cancelled is in the way until the next selection.
            select(now);
            key = channel.register(selector, SelectionKey.OP_READ);
        }
        key.attach(now);
        return key;
    }

    private static boolean hasUnread(SocketChannel channel) throws IOException {
        return channel.socket().getInputStream().available() > 0;
    }

    /** An error that is pending makes a connection ready for everything that is asked about, and on one that is made nothing else makes it ready to connect. */
    private static boolean isReset(SelectionKey key) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_CONNECT);
        return key.isConnectable();
    }

    private final class Watched implements Client.Presence {
        private @Nullable Supplier<@Nullable SocketChannel> connection;
        private @Nullable SocketChannel channel;
        private HalfClosedConnections.@Nullable Search search;

        Watched(Supplier<@Nullable SocketChannel> connection) {
            this.connection = connection;
        }

        @Override
        public boolean isGone() {
            if (connection != null) {
                channel = connection.get();
                connection = null;
            }
            SocketChannel known = channel;
            if (known == null) {
                return false;
            }
            try {
                return !known.isOpen() || isEnded(known);
            } catch (IOException | CancelledKeyException closedMeanwhile) {
                return !known.isOpen();
            } catch (ClosedSelectorException | IllegalBlockingModeException unknown) {
                return false;
            }
        }

        private boolean isEnded(SocketChannel known) throws IOException {
            long now = System.nanoTime();
            SelectionKey key = keyOf(known, now);
            if (now - selected >= SELECT_STEP_NANOS) {
                select(now);
            }
            if (!selector.selectedKeys().contains(key)) {
                return false;
            }
            if (hasUnread(known)) {
                return isReset(key) || isHalfClosed(known);
            }
            // What waited at the last selection was perhaps a request that the server has read since.
            select(now);
            return selector.selectedKeys().contains(key) && !hasUnread(known);
        }

        private boolean isHalfClosed(SocketChannel known) throws IOException {
            HalfClosedConnections.Search begun = search;
            if (begun == null) {
                begun = halfClosed.search(known);
                search = begun;
            }
            return begun.isFound();
        }
    }
}
