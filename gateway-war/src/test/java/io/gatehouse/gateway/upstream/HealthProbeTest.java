package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.gateway.config.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger status = new AtomicInteger(503);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer service;
    private HealthProbe probe;

    @BeforeEach
    void setUp() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/things/health/ready", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        service.start();
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/things");
        Upstream upstream = Upstream.of("things", new GatewayConfig.Upstream(url, "things", "/health/ready"));
        probe = new HealthProbe(upstream, this::fetch, clock);
    }

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        service.stop(0);
    }

    @Test
    void isNotReadyBeforeTheFirstAnswer() {
        assertThat(probe.isReady()).isFalse();
    }

    @Test
    void noticesSoonThatAServiceHasBecomeReadyAndNeverAsksForARequest() throws InterruptedException {
        probe.start();
        until(() -> asked.get() == 1);
        assertThat(probe.isReady()).isFalse();

        status.set(200);
        until(probe::isReady);
        int before = asked.get();
        for (int i = 0; i < 1_000; i++) {
            probe.isReady();
        }
        assertThat(asked).hasValue(before);
    }

    private CompletionStage<String> fetch(URI url) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .thenCompose(answer -> answer.statusCode() == 200
                        ? CompletableFuture.completedFuture(answer.body())
                        : CompletableFuture.failedFuture(new IOException("status " + answer.statusCode())));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
