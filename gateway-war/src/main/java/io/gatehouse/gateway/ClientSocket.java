package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.Deadlines;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The client's connection once the server has given it away. The server makes this by its class, so what is to be done is told to it afterwards. */
public class ClientSocket implements HttpUpgradeHandler {
    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());

    /** The server needs microseconds. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private volatile @Nullable Runnable whenOpen;
    private volatile @Nullable WebConnection connection;
    private volatile long opened;

    /** @param action run when the connection is there; the server says so after the request has left the servlet */
    void whenOpen(Runnable action) {
        whenOpen = action;
    }

    @Override
    public void init(WebConnection given) {
        opened = System.nanoTime();
        connection = given;
        Runnable action = whenOpen;
        if (action != null) {
            action.run();
        }
    }

    ServletInputStream input() throws IOException {
        return connection().getInputStream();
    }

    ServletOutputStream output() throws IOException {
        return connection().getOutputStream();
    }

    private WebConnection connection() {
        WebConnection open = connection;
        if (open == null) {
            throw new IllegalStateException("not open yet");
        }
        return open;
    }

    /**
     * Closes it, but not before the server's own thread has surely left the request that it came from: the server takes that one's objects back when the
     * connection closes, and would go on to use them.
     */
    void close(Deadlines deadlines) {
        Duration young = SETTLED.minusNanos(System.nanoTime() - opened);
        if (young.isNegative()) {
            closeNow();
            return;
        }
        deadlines.watch(
                new Deadlines.Expiring() {
                    @Override
                    public void expired() {
                        deadlines.forget(this);
                        closeNow();
                    }
                },
                young);
    }

    // The server's way of saying that there is nothing left to close differs from case to case.
    @SuppressWarnings("IllegalCatch")
    private void closeNow() {
        try {
            connection().close();
        } catch (Exception closed) {
            LOG.log(Level.DEBUG, "the connection was closed already", closed);
        }
    }

    @Override
    public void destroy() {
        // Streams tell their listeners.
    }
}
