package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOSession;

/** The connections to upstreams that become tunnels. Made as all others are, but never shared and never used again. */
public final class UpstreamSockets {
    private final Function<String, ConnectionPool> pools;

    /** @param pools of each upstream, by its name; they know how its connections are made */
    public UpstreamSockets(Function<String, ConnectionPool> pools) {
        this.pools = pools;
    }

    /**
     * Asks an upstream for another protocol.
     *
     * @param upstream its name
     * @return the answer; with a tunnel for its body if the upstream agreed
     */
    CompletionStage<Response> open(String upstream, UpstreamRequest request, Body.Tunnel client) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        UpstreamSocket socket = new UpstreamSocket(new UpgradeHandshake(request), client, answer);
        ConnectionPool pool = pools.apply(upstream);
        HandshakeWatch watch = new HandshakeWatch(request, answer::completeExceptionally);
        CompletionStage<Response> end = answer.whenComplete((response, thrown) -> {
            pool.deadlines().forget(watch);
            if (thrown != null) {
                socket.cancel();
            }
        });
        pool.deadlines().watch(watch);
        pool.dial(request.host(), request.timeouts().connect(), new FutureCallback<IOSession>() {
            @Override
            public void completed(IOSession session) {
                watch.connected();
                session.upgrade(socket);
                socket.connected(session);
            }

            @Override
            public void failed(Exception cause) {
                answer.completeExceptionally(
                        cause instanceof InterruptedIOException ? new UpstreamCall.ConnectTimeout() : cause);
            }

            @Override
            public void cancelled() {
                answer.cancel(false);
            }
        });
        return end;
    }
}
