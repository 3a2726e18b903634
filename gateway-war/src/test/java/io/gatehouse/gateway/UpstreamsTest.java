package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamsTest {
    private static final SideCalls PLAIN = new SideCalls();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean silent;

    @SuppressWarnings("NullAway.Init")
    private HttpServer service;

    @BeforeEach
    void setUp() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/health/ready", exchange -> {
            if (silent) {
                awaitEnd();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
    }

    private void awaitEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void tearDown() {
        end.countDown();
        clock.shutdownNow();
        dialer.close();
        service.stop(0);
    }

    private Map<String, GatewayConfig.Upstream> settings(String more) throws ConfigException {
        return ConfigReader.read(
                        "f",
                        "{issuers: [], tokenExchange: {keys: k}, routes: [], upstreams: {u: {url: 'http://127.0.0.1:"
                                + service.getAddress().getPort() + "'" + more + "}, v: {url: 'http://127.0.0.1:"
                                + service.getAddress().getPort() + "/v'}}}",
                        name -> Optional.empty())
                .upstreams();
    }

    private Map<String, Upstream> upstreams(String more, Inheritance inheritance) throws Exception {
        Gateway.Surroundings with = UpstreamPoolsTest.surroundings(clock, dialer);
        List<Upstream> made = Upstreams.of(settings(more), new SecureCalls(inheritance, PLAIN), with);
        return Map.of(made.get(0).name(), made.get(0), made.get(1).name(), made.get(1));
    }

    private static Upstream u(Map<String, Upstream> upstreams) {
        return Objects.requireNonNull(upstreams.get("u"));
    }

    @Test
    void aReloadThatTouchesAnUpstreamDoesNotMakeItUnready() throws Exception {
        Inheritance first = Inheritance.none();
        Map<String, Upstream> before = upstreams("", first);
        for (int i = 0; i < 500 && !u(before).isReady(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(u(before).isReady()).isTrue();
        // Whatever is asked from now on has no verdict of its own.
        silent = true;

        Inheritance second = first.next();
        Map<String, Upstream> after = upstreams(", bulkhead: {maxConcurrent: 4}", second);

        assertThat(u(after)).isNotSameAs(u(before));
        assertThat(u(after).statuses()).isEqualTo(u(before).statuses());
        assertThat(after.get("v")).as("with the same settings").isSameAs(before.get("v"));
        assertThat(second.untaken()).containsExactly(u(before));
    }
}
