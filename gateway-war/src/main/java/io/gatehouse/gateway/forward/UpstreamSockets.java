package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/** The connections to upstreams that become tunnels. Never shared and never used again, so there is no pool. */
public final class UpstreamSockets implements AutoCloseable {
    private final DefaultConnectingIOReactor reactor;
    private final ConnectionInitiator initiator;

    /** Starts with no connection yet, on a single I/O thread. */
    public UpstreamSockets() {
        reactor = new DefaultConnectingIOReactor(
                (session, socket) -> (UpstreamSocket) socket,
                IOReactorConfig.custom().setTcpNoDelay(true).setIoThreadCount(1).build(),
                null);
        reactor.start();
        initiator = reactor;
    }

    /**
     * Asks an upstream for another protocol.
     *
     * @param connect the time that making the connection may take
     * @return the answer; with a tunnel for its body if the upstream agreed
     */
    CompletionStage<Response> open(UpstreamRequest request, Body.Tunnel client, Duration connect) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        UpstreamSocket socket = new UpstreamSocket(new UpgradeHandshake(request), client, answer);
        var unused = initiator.connect(
                request.host(), null, null, Timeout.of(connect), socket, new FutureCallback<IOSession>() {
                    @Override
                    public void completed(IOSession session) {
                        // The socket has been told.
                    }

                    @Override
                    public void failed(Exception cause) {
                        answer.completeExceptionally(cause);
                    }

                    @Override
                    public void cancelled() {
                        answer.cancel(false);
                    }
                });
        return answer.orTimeout(request.timeouts().total().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, thrown) -> {
                    if (thrown != null) {
                        socket.cancel();
                    }
                });
    }

    @Override
    public void close() {
        reactor.close(CloseMode.IMMEDIATE);
    }
}
