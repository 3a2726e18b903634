package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that asks for another protocol (RFC 9110 section 7.8). The server gives the connection away before anybody knows whether the upstream will agree:
 * until the first byte is written the status is still open, and a refusal is an ordinary answer after which the connection is closed.
 */
final class UpgradeExchange {
    private static final RequestLog LOG = RequestLog.of(UpgradeExchange.class);

    private final ClientSocket socket;
    private final HttpServletRequest from;
    private final HttpServletResponse answer;
    private final Request request;
    private final ResponseWriter.Patience patience;
    private final Observation seen;

    private UpgradeExchange(
            ClientSocket socket,
            HttpServletRequest from,
            HttpServletResponse answer,
            Request request,
            ResponseWriter.Patience patience,
            Observation seen) {
        this.socket = socket;
        this.from = from;
        this.answer = answer;
        this.request = request;
        this.patience = patience;
        this.seen = seen;
    }

    /** Whether the client asks for WebSocket, and its route would let it. */
    static boolean isAskedFor(HttpServletRequest from, Request request) {
        return request.route().webSocket() != null
                && from.getHeader("Upgrade") != null
                && from.getMethod().equals("GET")
                && from.getProtocol().equals("HTTP/1.1")
                && !ClientRequest.mayHaveBody(from)
                && from.getHeader("Upgrade").equalsIgnoreCase("websocket")
                && HopByHopHeaders.namedIn(from.getHeaders("Connection").asIterator())
                        .contains("upgrade");
    }

    /**
     * Takes the connection, and then answers as the generation does.
     *
     * @param observe begins the observation; not asked when the server does not give the connection away, for then it has the request refused
     */
    static void begin(
            HttpServletRequest from,
            HttpServletResponse answer,
            Request request,
            Generation generation,
            ResponseWriter.Patience patience,
            Function<Request, Observation> observe)
            throws IOException {
        ClientSocket socket;
        try {
            socket = from.upgrade(ClientSocket.class);
        } catch (ServletException e) {
            throw new IOException(e);
        }
        Observation seen = observe.apply(request);
        UpgradeExchange exchange = new UpgradeExchange(socket, from, answer, request, patience, seen);
        Request handshake = request.with(new Body.Tunnel(exchange::clientBytes));
        socket.whenOpen(() -> {
            var unused = GatewayServlet.attempt(generation, handshake).whenComplete((response, thrown) -> {
                if (response == null) {
                    LOG.log(Level.ERROR, request, "a request got no answer", thrown);
                    exchange.end(0, new IllegalStateException("no answer"));
                } else {
                    seen.answered(response);
                    exchange.write(response);
                }
            });
        });
    }

    private void clientBytes(Flow.Subscriber<? super ByteBuffer> subscriber) {
        try {
            ClientBytes bytes = new ClientBytes(socket.input());
            seen.tunnels(bytes::received);
            bytes.subscribe(subscriber);
        } catch (IOException | IllegalStateException gone) {
            subscriber.onError(new ClientGone(gone));
        }
    }

    // Whatever goes wrong here, the connection must be closed: nobody else would do it.
    @SuppressWarnings("IllegalCatch")
    private void write(Response response) {
        try {
            answer.setStatus(response.status());
            ReasonPhrase.write(response.status(), from);
            ClientHeaders.write(response.headers(), answer, from);
            boolean agreed = response.body() instanceof Body.Tunnel;
            answer.setHeader("Connection", agreed ? "Upgrade" : "close");
            String type = response.headers().first("Content-Type");
            if (!agreed && type != null) {
                RefusedUpgrade.contentType(from, type);
            }
            if (agreed) {
                answer.setHeader("Upgrade", "websocket");
            }
            writeBody(response.body());
        } catch (IOException | RuntimeException gone) {
            end(0, new ClientGone(gone));
        }
    }

    private void writeBody(Body body) throws IOException {
        ResponseWriter writer =
                new ResponseWriter(socket.output(), body.length() == 0 ? -1 : body.length(), patience, this::end);
        if (body instanceof Body.Tunnel tunnel) {
            tunnel.content().subscribe(writer);
        } else if (body instanceof Body.Stream stream) {
            stream.content().subscribe(writer);
        } else if (body instanceof Body.Bytes bytes) {
            writer.writeAll(bytes.content());
        }
    }

    private void end(long written, @Nullable Throwable cause) {
        Failure failure = cause == null ? null : UpstreamFailure.of(cause);
        if (failure != null) {
            LOG.log(Level.DEBUG, request, () -> failure + ": a WebSocket connection broke off: " + cause);
        }
        socket.close(patience.deadlines());
        seen.ended(written, failure);
    }
}
