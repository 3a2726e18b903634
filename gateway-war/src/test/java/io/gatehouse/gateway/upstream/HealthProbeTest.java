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
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final AtomicInteger faults = new AtomicInteger();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer service;
    private final List<Boolean> verdicts = new CopyOnWriteArrayList<>();
    private HealthProbe probe;

    @BeforeEach
    void setUp() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/things/health/ready", exchange -> {
            asked.incrementAndGet();
            Integer next = answers.poll();
            exchange.sendResponseHeaders(next == null ? status.get() : next, -1);
            exchange.close();
        });
        service.start();
        probe = probe(Duration.ofMillis(20));
    }

    private HealthProbe probe(Duration interval) {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/things");
        return new HealthProbe(
                new Instance(url, 1),
                new GatewayConfig.Probe("/health/ready", interval, Duration.ofSeconds(10), 2, 3),
                this::fetch,
                clock,
                this::heard);
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
        // Once ready, it asks by itself in an hour only.
        probe = probe(Duration.ofHours(1));
        probe.start();
        until(() -> asked.get() >= 1);
        assertThat(probe.isReady()).isFalse();

        status.set(200);
        until(probe::isReady);
        int before = asked.get();
        for (int i = 0; i < 1_000; i++) {
            probe.isReady();
        }
        assertThat(asked).hasValue(before);
    }

    @Test
    void judgesOnlyAfterAsManyAnswersOfAKindInARowAsWereAskedFor() throws InterruptedException {
        answers.addAll(List.of(200, 503, 503, 200, 200, 503, 503, 503));
        status.set(503);
        probe.start();
        until(() -> verdicts.size() >= 2);

        assertThat(asked.get()).isGreaterThanOrEqualTo(8);
        assertThat(verdicts.subList(0, 2)).containsExactly(true, false);
    }

    @Test
    void asksNoMoreWhenItIsClosed() throws InterruptedException {
        probe.start();
        until(() -> asked.get() >= 2);
        probe.close();
        int before = asked.get();

        TimeUnit.MILLISECONDS.sleep(200);

        assertThat(asked.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void goesOnWhateverComesOutOfAQuestionOrAVerdict() throws InterruptedException {
        status.set(200);
        faults.set(2);
        probe.start();

        until(() -> asked.get() >= 6);

        assertThat(probe.isReady()).isTrue();
    }

    private void heard(boolean well) {
        verdicts.add(well);
        if (faults.getAndDecrement() > 0) {
            throw new LinkageError("a verdict that nobody can take");
        }
    }

    private CompletionStage<String> fetch(URI url) {
        if (faults.get() > 1) {
            faults.decrementAndGet();
            throw new LinkageError("a question that cannot be put");
        }
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
