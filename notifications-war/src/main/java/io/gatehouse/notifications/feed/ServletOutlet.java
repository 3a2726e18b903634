package io.gatehouse.notifications.feed;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The answer to a request, written without ever waiting (Jakarta Servlet 6.0, section 3.8). The events of JAX-RS would be
 * written by a thread that waits for the client.
 */
final class ServletOutlet implements Outlet {
    private final AsyncContext context;
    private final ServletOutputStream out;
    private boolean unflushed;

    private ServletOutlet(AsyncContext context, ServletOutputStream out) {
        this.context = context;
        this.out = out;
    }

    /** For a request that was put into asynchronous mode. */
    static ServletOutlet of(AsyncContext context) throws IOException {
        return new ServletOutlet(context, context.getResponse().getOutputStream());
    }

    /** Begins the answer. From now on the container says when the client takes something, and when it has gone. */
    void begin(Runnable writable, Runnable gone) {
        ServletResponse response = context.getResponse();
        response.setContentType("text/event-stream;charset=UTF-8");
        ((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                writable.run();
            }

            @Override
            public void onError(Throwable failed) {
                gone.run();
            }
        });
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        unflushed = true;
    }

    @Override
    public void flush() throws IOException {
        if (unflushed && out.isReady()) {
            unflushed = false;
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            context.complete();
        } catch (IllegalStateException over) {
            // The container has ended it by itself.
        }
    }
}
