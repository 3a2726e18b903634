package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.forward.Forwarder;
import io.gatehouse.gateway.forward.UpstreamSockets;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGaugesTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final UpstreamSockets sockets = new UpstreamSockets();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final PoolGauges shown = new PoolGauges(metrics.registry());

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        dialer.close();
        sockets.close();
    }

    private ConnectionPool pool(String upstream) {
        return new ConnectionPool(
                new ConnectionPool.Settings(upstream, Connections.DEFAULT, null), dialer, new Deadlines(clock), clock);
    }

    @Test
    void thereAreFiguresForEveryInstanceThatWasAsked() throws Exception {
        ConnectionPool pool = pool("u");
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertThat(Objects.requireNonNull(send(pool, closed).refusal()).failure())
                .isEqualTo(Failure.UPSTREAM_UNREACHABLE);

        shown.update(List.of(pool));

        String tags = "{upstream=u,instance=127.0.0.1:" + closed + "}";
        assertThat(metrics.values())
                .containsOnlyKeys(
                        "gatehouse_gateway_pool_available" + tags,
                        "gatehouse_gateway_pool_leased" + tags,
                        "gatehouse_gateway_pool_opened" + tags,
                        "gatehouse_gateway_pool_pending" + tags,
                        "gatehouse_gateway_pool_resent{upstream=u}")
                .allSatisfy((name, value) -> assertThat(value).as(name).isEqualTo(0.0));
    }

    @Test
    void anUpstreamThatIsGoneIsTakenOut() {
        shown.update(List.of(pool("u"), pool("v")));
        shown.update(List.of(pool("v")));

        assertThat(metrics.values()).containsOnlyKeys("gatehouse_gateway_pool_resent{upstream=v}");
    }

    private Response send(ConnectionPool pool, int port) throws Exception {
        var config = ConfigReader.read("test", """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams:
                  u: {url: "http://127.0.0.1:%d"}
                routes:
                  - {id: r, path: /**, upstream: u, access: public}
                """.formatted(port), ignored -> Optional.empty());
        Upstream upstream = new Upstream(
                "u",
                config.upstreams().values().iterator().next(),
                new Surroundings(url -> new CompletableFuture<>(), clock, System::nanoTime, () -> 0.5));
        Request request = new Request(
                "id",
                new RequestHead("GET", "/x", null),
                new Match.Found(config.routes().get(0)),
                new Client("192.0.2.1", "http", null),
                Headers.EMPTY,
                Body.EMPTY,
                null);
        return new Forwarder(List.of(upstream), name -> pool, sockets)
                .proceed(request)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
