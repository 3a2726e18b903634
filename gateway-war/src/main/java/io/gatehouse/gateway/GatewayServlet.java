package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where requests come in and answers go out. It does not wait in between. */
final class GatewayServlet extends HttpServlet {
    private static final RequestLog LOG = RequestLog.of(GatewayServlet.class);
    /** How long a client may take nothing of an answer that waits for it. */
    private static final Duration STALL = Duration.ofSeconds(30);

    private final transient Gateway gateway;
    private final transient EndedConnections endedConnections = new EndedConnections(System::nanoTime);

    GatewayServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        if (endedConnections.contain(servletRequest)) {
            ClientConnection.cut(servletRequest);
            return;
        }
        Generation generation = gateway.current();
        Request request = ClientRequest.of(
                servletRequest, generation::match, generation.proxies(), generation.reserved(), gateway.clients());
        if (UpgradeExchange.isAskedFor(servletRequest, request)) {
            UpgradeExchange.begin(servletRequest, servletResponse, request, generation, patience(), gateway::observe);
            return;
        }
        if (endsConnection(request, servletRequest)) {
            // Before the server can look at what has been sent ahead, which it does on another thread as soon as this
            // request waits.
            endedConnections.endWith(servletRequest);
        }
        AsyncContext async = servletRequest.startAsync(servletRequest, servletResponse);
        // The pipeline has its own deadlines.
        async.setTimeout(0);
        Observation seen = gateway.observe(request);
        var unused = attempt(generation, request).whenComplete((response, thrown) -> {
            if (response == null) {
                LOG.log(Level.ERROR, request, "a request got no answer", thrown);
                breakOff(request, async, seen, 0, Failure.INTERNAL);
            } else {
                seen.answered(response);
                write(request, response, async, seen);
            }
        });
    }

    // The server does not end an asynchronous request that an error was thrown out of, so that is an answer too.
    @SuppressWarnings("IllegalCatch")
    static CompletionStage<Response> attempt(Generation generation, Request request) {
        try {
            return generation.answer(request);
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    // Whatever goes wrong here, the request must end: nobody else would end it.
    @SuppressWarnings("IllegalCatch")
    private void write(Request request, Response response, AsyncContext async, Observation seen) {
        if (response.refusal() != null && response.refusal().failure() == Failure.CLIENT_GONE) {
            // There is nobody to write to, and nothing has been written that could break off.
            breakOff(request, async, seen, 0, null);
            return;
        }
        try {
            HttpServletResponse out = (HttpServletResponse) async.getResponse();
            out.setStatus(response.status());
            ClientHeaders.write(response.headers(), out, async.getRequest());
            if (isLast(request, response, (HttpServletRequest) async.getRequest())) {
                endedConnections.endWith(async.getRequest());
                out.setHeader("Connection", "close");
            }
            if (request.head().method().equals("HEAD")) {
                finish(request, async, seen, 0, null);
            } else {
                writeBody(request, response, out, async, seen);
            }
        } catch (IOException | IllegalStateException gone) {
            unread(response);
            finish(request, async, seen, 0, new ClientGone(gone));
        } catch (RuntimeException thrown) {
            LOG.log(Level.ERROR, request, "an answer cannot be written", thrown);
            unread(response);
            breakOff(request, async, seen, 0, Failure.INTERNAL);
        }
    }

    /** The rest of a refused body is not wanted; and when the gateway is about to end, who comes again should not come here. */
    private boolean isLast(Request request, Response response, HttpServletRequest from) {
        boolean refusedBody = response.refusal() != null && request.body() instanceof Body.Stream;
        return refusedBody || gateway.drain().hasBegun() || endsConnection(request, from);
    }

    /**
     * Whether no other request may follow, whatever the answer: what does may be the rest of this one. Behind chunks the server has perhaps dropped a
     * Content-Length, by which somebody in between may read another end (RFC 9112 section 6.3). And a client may say so, among other things, at which this server
     * does not look.
     */
    private static boolean endsConnection(Request request, HttpServletRequest from) {
        String method = request.head().method();
        if (request.match() instanceof Match.Malformed
                || request.match() instanceof Match.UnknownCoding
                || method.equals("TRACE")
                || method.equals("CONNECT")
                || request.body().length() < 0) {
            return true;
        }
        String connection = from.getHeader("Connection");
        boolean goesOn = connection != null && connection.equalsIgnoreCase("keep-alive");
        return from.getProtocol().equals("HTTP/1.0")
                ? !goesOn
                : HopByHopHeaders.namedIn(from.getHeaders("Connection").asIterator())
                        .contains("close");
    }

    private static void unread(Response response) {
        if (response.body() instanceof Body.Stream stream) {
            stream.discard();
        }
    }

    private void writeBody(
            Request request, Response response, HttpServletResponse out, AsyncContext async, Observation seen)
            throws IOException {
        Body body = response.body();
        boolean refused = response.refusal() != null;
        ResponseWriter writer =
                new ResponseWriter(out.getOutputStream(), body.length(), patience(), (written, cause) -> {
                    if (refused && cause == null) {
                        LingeringClose.of(
                                request,
                                gateway.deadlines(),
                                out::flushBuffer,
                                () -> endRefused(request, out, async, seen, written));
                    } else {
                        finish(request, async, seen, written, cause);
                    }
                });
        if (body instanceof Body.Stream stream) {
            stream.content().subscribe(writer);
        } else if (body instanceof Body.Bytes bytes) {
            writer.writeAll(bytes.content());
        }
    }

    /** The server waits for the rest of a request, however long that takes, before it closes the connection; this does not. */
    private void endRefused(
            Request request, HttpServletResponse out, AsyncContext async, Observation seen, long written) {
        String method = request.head().method();
        boolean endless = method.equals("CONNECT") || method.equals("PRI");
        boolean unread = request.body() instanceof Body.Stream stream
                && stream.content() instanceof RequestBody body
                && !body.isWhole();
        if (!endless && !unread) {
            finish(request, async, seen, written, null);
            return;
        }
        try {
            out.flushBuffer();
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.DEBUG, request, "the client left before it was refused", gone);
        }
        breakOff(request, async, seen, written, null);
    }

    private ResponseWriter.Patience patience() {
        return new ResponseWriter.Patience(gateway.deadlines(), STALL);
    }

    private void finish(
            Request request, AsyncContext async, Observation seen, long written, @Nullable Throwable cause) {
        if (cause == null) {
            complete(request, async);
            seen.ended(written, null);
            return;
        }
        Failure failure = UpstreamFailure.of(cause);
        // What clients do is nothing to look after here.
        LOG.log(
                failure.status() < 500 ? Level.DEBUG : Level.WARNING,
                request,
                () -> failure + ": an answer broke off: " + cause);
        breakOff(request, async, seen, written, failure);
    }

    private void breakOff(
            Request request, AsyncContext async, Observation seen, long written, @Nullable Failure failure) {
        try {
            endedConnections.endWith(async.getRequest());
            ClientConnection.cut(async.getRequest());
        } finally {
            complete(request, async);
            seen.ended(written, failure);
        }
    }

    private static void complete(Request request, AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException taken) {
            LOG.log(Level.DEBUG, request, () -> "the server has ended a request: " + taken);
        }
    }
}
