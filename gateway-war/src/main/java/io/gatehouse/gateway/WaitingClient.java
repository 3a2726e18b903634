package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.function.Consumer;

/** A client that waits for its answer, and hears interim ones as long as that has not begun. */
final class WaitingClient implements Client.Presence {
    /** All that one client hears before its answer: one that does not read would have the rest pile up here. */
    static final int MOST_BYTES = 64 * 1024;

    private final Client.Presence watched;
    private final Consumer<byte[]> connection;
    private int bytes;
    private boolean answered;

    /** @param connection takes a whole message at a time */
    WaitingClient(Client.Presence watched, Consumer<byte[]> connection) {
        this.watched = watched;
        this.connection = connection;
    }

    @Override
    public boolean isGone() {
        return watched.isGone();
    }

    /** Meanwhile the answer cannot begin, nor the server give the connection to another request. */
    @Override
    public synchronized void interim(int status, Headers fields) {
        if (answered || bytes > MOST_BYTES) {
            return;
        }
        byte[] message = InterimAnswer.message(status, fields);
        bytes += message.length;
        if (message.length > 0 && bytes <= MOST_BYTES) {
            connection.accept(message);
        }
    }

    @Override
    public synchronized void answered() {
        answered = true;
    }
}
