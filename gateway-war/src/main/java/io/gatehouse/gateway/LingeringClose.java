package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Request;
import java.io.IOException;
import java.time.Duration;

/**
 * The end of a request that was refused while its body was on the way (RFC 9112 section 9.6): the answer goes out, then what the client still
 * sends is read for a while, and only then is the connection closed. Closed at once it would be reset, and the answer lost.
 */
final class LingeringClose implements Deadlines.Expiring {
    private static final long MOST_BYTES = 16 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Deadlines deadlines;
    private final Runnable end;
    private volatile Runnable stop = () -> {};

    private LingeringClose(Deadlines deadlines, Runnable end) {
        this.deadlines = deadlines;
        this.end = end;
    }

    /** What sends all that has been written. */
    @FunctionalInterface
    interface Flush {
        void flush() throws IOException;
    }

    /** Ends the request now, or when the rest of its body has come. */
    static void of(Request request, Deadlines deadlines, Flush answer, Runnable end) {
        if (!(request.body() instanceof Body.Stream stream) || !(stream.content() instanceof RequestBody body)) {
            end.run();
            return;
        }
        try {
            answer.flush();
        } catch (IOException | IllegalStateException gone) {
            end.run();
            return;
        }
        LingeringClose close = new LingeringClose(deadlines, end);
        deadlines.watch(close, LONGEST);
        close.stop = body.discard(MOST_BYTES, close::over);
    }

    private void over() {
        deadlines.forget(this);
        end.run();
    }

    @Override
    public void expired() {
        stop.run();
    }
}
