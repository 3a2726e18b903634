package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The answer to one request on its way out. Whatever happens, the request ends, once, and is observed to. */
final class ClientAnswer {
    private static final RequestLog LOG = RequestLog.of(ClientAnswer.class);

    private final Gateway gateway;
    private final Request request;
    private final ServletRequest from;
    private final AsyncContext async;
    private final boolean last;
    private final Observation seen;
    private final Thread taker = Thread.currentThread();

    /**
     * To be made on the thread that took the request.
     *
     * @param last whether no other request may follow on this connection
     */
    ClientAnswer(Gateway gateway, Request request, ServletRequest from, AsyncContext async, boolean last) {
        this.gateway = gateway;
        this.request = request;
        this.from = from;
        this.async = async;
        this.last = last;
        this.seen = gateway.observe(request);
    }

    /** Takes the pipeline's answer, or what it failed with, on whatever thread. */
    void write(@Nullable Response response, @Nullable Throwable thrown) {
        request.client().presence().answered();
        if (Thread.currentThread() == taker) {
            begin(response, thrown);
        } else {
            ServerThreads.run(from, () -> begin(response, thrown));
        }
    }

    private void begin(@Nullable Response response, @Nullable Throwable thrown) {
        if (response == null) {
            LOG.log(Level.ERROR, request, "a request got no answer", thrown);
            breakOff(0, Failure.INTERNAL);
        } else {
            seen.answered(response);
            write(response);
        }
    }

    // Whatever goes wrong here, the request must end: nobody else would end it.
    @SuppressWarnings("IllegalCatch")
    private void write(Response response) {
        if (response.refusal() != null && response.refusal().failure() == Failure.CLIENT_GONE) {
            // There is nobody to write to, and nothing has been written that could break off.
            breakOff(0, null);
            return;
        }
        try {
            HttpServletResponse out = (HttpServletResponse) async.getResponse();
            out.setStatus(response.status());
            ReasonPhrase.write(response.status(), from);
            ClientHeaders.write(response.headers(), out, from);
            if (isLast(response)) {
                gateway.endedConnections().endWith(from);
                out.setHeader("Connection", "close");
            }
            if (request.head().method().equals("HEAD")) {
                finish(0, null);
            } else {
                writeBody(response, out);
            }
        } catch (IOException | IllegalStateException gone) {
            unread(response);
            finish(0, new ClientGone(gone));
        } catch (RuntimeException thrown) {
            LOG.log(Level.ERROR, request, "an answer cannot be written", thrown);
            unread(response);
            breakOff(0, Failure.INTERNAL);
        }
    }

    /**
     * The rest of a body that no upstream gets is not wanted, nor what comes behind an answer that an upstream gave before it had all (RFC 9112 section 9.3); and when
     * the gateway is about to end, who comes again should not come here.
     */
    private boolean isLast(Response response) {
        boolean unwantedBody = isOurs(response) ? request.body() instanceof Body.Stream : isOnItsWay();
        return unwantedBody || gateway.drain().hasBegun() || last;
    }

    /** Whether some of the request's body is still to come. */
    private boolean isOnItsWay() {
        return request.body() instanceof Body.Stream stream
                && stream.content() instanceof RequestBody body
                && !body.isWhole();
    }

    /** Whether the gateway answers in an upstream's place. */
    private static boolean isOurs(Response response) {
        return response.refusal() != null || response.origin() == null;
    }

    private static void unread(Response response) {
        if (response.body() instanceof Body.Stream stream) {
            stream.discard();
        }
    }

    private void writeBody(Response response, HttpServletResponse out) throws IOException {
        Body body = response.body();
        boolean ours = isOurs(response);
        ResponseWriter.Patience patience = ResponseWriter.Patience.by(gateway.deadlines());
        ServletOutputStream output = from.isSecure() ? new SecureOutput(out.getOutputStream()) : out.getOutputStream();
        ResponseWriter writer = new ResponseWriter(output, body.length(), patience, (written, cause) -> {
            if (cause == null && (ours || isOnItsWay())) {
                LingeringClose.of(request, gateway.deadlines(), out::flushBuffer, () -> endUnwanted(out, written));
            } else {
                finish(written, cause);
            }
        });
        if (body instanceof Body.Stream stream) {
            stream.content().subscribe(writer);
        } else if (body instanceof Body.Bytes bytes) {
            writer.writeAll(bytes.content());
        }
    }

    /** The server waits for the rest of a request, however long that takes, before it closes the connection; this does not. */
    private void endUnwanted(HttpServletResponse out, long written) {
        String method = request.head().method();
        boolean endless = method.equals("CONNECT") || method.equals("PRI");
        if (!endless && !isOnItsWay()) {
            finish(written, null);
            return;
        }
        try {
            out.flushBuffer();
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.DEBUG, request, "the client left before it was refused", gone);
        }
        breakOff(written, null);
    }

    private void finish(long written, @Nullable Throwable cause) {
        if (cause == null) {
            complete();
            seen.ended(written, null);
            return;
        }
        Failure failure = UpstreamFailure.of(cause);
        // What clients do is nothing to look after here.
        LOG.log(
                failure.status() < 500 ? Level.DEBUG : Level.WARNING,
                request,
                () -> failure + ": an answer broke off: " + cause);
        breakOff(written, failure);
    }

    private void breakOff(long written, @Nullable Failure failure) {
        try {
            gateway.endedConnections().endWith(from);
            ClientConnection.cut(from);
        } finally {
            complete();
            seen.ended(written, failure);
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException taken) {
            LOG.log(Level.DEBUG, request, () -> "the server has ended a request: " + taken);
        }
    }
}
