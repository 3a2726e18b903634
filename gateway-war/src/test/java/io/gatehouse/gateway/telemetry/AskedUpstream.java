package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.forward.Forwarder;
import io.gatehouse.gateway.forward.UpstreamSockets;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An upstream that nobody answers for, with everything turned on that an upstream can have, and a route that caches. */
final class AskedUpstream implements AutoCloseable {
    final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    final Deadlines deadlines = new Deadlines(clock);
    final GatewayConfig config;
    final Upstream upstream;
    final ConnectionPool pool;
    final String address;
    private final Dialer dialer = new Dialer();

    AskedUpstream() throws Exception {
        address = "127.0.0.1:" + closedPort();
        config = ConfigReader.read("test", """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams:
                  u:
                    url: "http://%s"
                    circuitBreaker: {}
                    bulkhead: {maxConcurrent: 7}
                    adaptiveLimit: {}
                routes:
                  - {id: r, path: /**, upstream: u, access: public, cache: {}}
                """.formatted(address), ignored -> Optional.empty());
        upstream = new Upstream(
                "u",
                config.upstreams().values().iterator().next(),
                new Surroundings(url -> new CompletableFuture<>(), clock, System::nanoTime, () -> 0.5));
        pool = pool("u");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    ConnectionPool pool(String name) {
        return new ConnectionPool(
                new ConnectionPool.Settings(name, Connections.DEFAULT, null), dialer, deadlines, clock);
    }

    Response ask() throws Exception {
        Request request = new Request(
                "id",
                new RequestHead("GET", "/x", null),
                new Match.Found(config.routes().get(0)),
                new Client("192.0.2.1", "http", null),
                Headers.EMPTY,
                Body.EMPTY,
                null);
        return new Forwarder(List.of(upstream), name -> pool, new UpstreamSockets(name -> pool))
                .proceed(request)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        dialer.close();
    }
}
