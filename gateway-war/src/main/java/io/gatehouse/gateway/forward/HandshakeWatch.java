package io.gatehouse.gateway.forward;

import java.util.function.Consumer;

/** Ends a handshake whose answer does not come in time, or whose client has left. A connection that is being made has its own time. */
final class HandshakeWatch implements Deadlines.Watched {
    private final UpstreamRequest request;
    private final Consumer<Exception> end;
    private final CallTimer timer;
    private long presenceAsked = System.nanoTime();

    /** @param end told why, perhaps more than once */
    HandshakeWatch(UpstreamRequest request, Consumer<Exception> end) {
        this.request = request;
        this.end = end;
        this.timer = new CallTimer(request.timeouts(), presenceAsked);
    }

    /** The request goes out. */
    void connected() {
        timer.waitFor(CallTimer.Wait.FIRST_BYTE, System.nanoTime());
    }

    @Override
    public void look(long now) {
        CallTimer.Wait late = timer.overdue(now);
        if (late != null && late != CallTimer.Wait.CONNECTION) {
            end.accept(timer.lateness(late));
        } else if (now - presenceAsked > UpstreamCall.PRESENCE_AFTER_NANOS) {
            presenceAsked = now;
            if (request.presence().isGone()) {
                end.accept(new ClientGone());
            }
        }
    }
}
