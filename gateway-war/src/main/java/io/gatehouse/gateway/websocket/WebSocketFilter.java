package io.gatehouse.gateway.websocket;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Checks the handshake (RFC 6455 section 4.2.1), counts connections by route, and follows the frames once both sides have agreed. */
public final class WebSocketFilter implements Filter {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private final Deadlines deadlines;
    private final OpenWebSockets open;

    public WebSocketFilter(Deadlines deadlines, OpenWebSockets open) {
        this.deadlines = deadlines;
        this.open = open;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Route.WebSocket settings = request.route().webSocket();
        if (!(request.body() instanceof Body.Tunnel client) || settings == null) {
            return next.proceed(request);
        }
        Response refusal = refusal(request.headers());
        if (refusal != null) {
            return CompletableFuture.completedFuture(refusal);
        }
        if (!open.enter(request.route(), settings.maxConnections())) {
            return CompletableFuture.completedFuture(tooMany());
        }
        WebSocketConnection connection = new WebSocketConnection(client.content(), settings, deadlines, ended -> {
            open.closed(ended);
            open.leave(request.route());
        });
        connection.noteIn(request.span());
        return next.proceed(request.with(new Body.Tunnel(connection.toUpstream())))
                .whenComplete((response, thrown) -> {
                    if (response == null || !(response.body() instanceof Body.Tunnel)) {
                        connection.ended();
                    }
                })
                .thenApply(response -> response.body() instanceof Body.Tunnel upstream
                        ? response.with(new Body.Tunnel(agreed(connection, upstream)))
                        : response);
    }

    private Flow.Publisher<ByteBuffer> agreed(WebSocketConnection connection, Body.Tunnel upstream) {
        Flow.Publisher<ByteBuffer> toClient = connection.toClient(upstream.content());
        open.opened(connection);
        if (connection.isOver()) {
            open.closed(connection);
        }
        return toClient;
    }

    @Override
    public Decision explain(Request request) {
        Route.WebSocket settings = request.route().webSocket();
        if (!(request.body() instanceof Body.Tunnel) || settings == null) {
            return Decision.passes("no WebSocket is asked for");
        }
        Response refusal = refusal(request.headers());
        if (refusal != null && refusal.refusal() != null) {
            return Decision.refuses(
                    refusal.refusal().failure(), refusal.refusal().detail());
        }
        return open.taken(request.route()) < settings.maxConnections()
                ? Decision.passes("a WebSocket handshake; messages of up to " + settings.maxMessage() + " bytes")
                : Decision.refuses(Failure.TOO_MANY_WEBSOCKETS, "the route has all the connections that it may have");
    }

    private static Response tooMany() {
        return Failure.TOO_MANY_WEBSOCKETS.because(
                "This route has as many WebSocket connections as it may have. Try again later.",
                Headers.of("Retry-After", "10"));
    }

    private static @Nullable Response refusal(Headers headers) {
        if (!VERSION.equals(headers.first("Sec-WebSocket-Version"))) {
            return Failure.WEBSOCKET_VERSION.because(
                    "The gateway speaks WebSocket version 13.", Headers.of("Sec-WebSocket-Version", VERSION));
        }
        return headers.count("Sec-WebSocket-Key") == 1 && isKey(headers.first("Sec-WebSocket-Key"))
                ? null
                : Failure.BAD_REQUEST.because("Sec-WebSocket-Key is not 16 bytes in Base64.");
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
