package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where requests come in. It does not wait for their answers, which go out as {@link ClientAnswer}. */
final class GatewayServlet extends HttpServlet {
    private final transient Gateway gateway;

    GatewayServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        if (gateway.endedConnections().contain(servletRequest) || ClientConnection.isClosed(servletRequest)) {
            // Sent ahead, behind an answer that ended the connection: nobody would get this one's.
            ClientConnection.cut(servletRequest);
            return;
        }
        Generation generation = gateway.current();
        Request request = ClientRequest.of(
                servletRequest, generation::match, generation.proxies(), generation.reserved(), gateway.clients());
        if (UpgradeExchange.isAskedFor(servletRequest, request)) {
            UpgradeExchange.begin(
                    servletRequest,
                    servletResponse,
                    request,
                    generation,
                    ResponseWriter.Patience.by(gateway.deadlines()),
                    gateway::observe);
            return;
        }
        boolean last = endsConnection(request, servletRequest);
        if (last) {
            // Before the server can look at what has been sent ahead, which it does on another thread as soon as this
            // request waits.
            gateway.endedConnections().endWith(servletRequest);
        }
        AsyncContext async = servletRequest.startAsync(servletRequest, servletResponse);
        DispatchScope.share(async);
        // The pipeline has its own deadlines.
        async.setTimeout(0);
        ClientAnswer answer = new ClientAnswer(gateway, request, servletRequest, async, last);
        var unused = attempt(generation, request).whenComplete(answer::write);
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
}
