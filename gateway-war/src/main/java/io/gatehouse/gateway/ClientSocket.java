package io.gatehouse.gateway;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The client's connection once the server has given it away. The server makes this by its class, so what is to be done is told to it afterwards. */
public class ClientSocket implements HttpUpgradeHandler {
    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());

    private volatile @Nullable Runnable whenOpen;
    private volatile @Nullable WebConnection connection;

    /** @param action run when the connection is there; the server says so after the request has left the servlet */
    void whenOpen(Runnable action) {
        whenOpen = action;
    }

    @Override
    public void init(WebConnection opened) {
        connection = opened;
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

    // The server's way of saying that there is nothing left to close differs from case to case.
    @SuppressWarnings("IllegalCatch")
    void close() {
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
