package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RecordedMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway that ends while it works, in front of a real upstream, and behind no server. */
class GatewayEndTest {
    private static final String ANSWER = "all of it";

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final Figures figures = new Figures(new RecordedMetrics().registry());

    @SuppressWarnings("NullAway.Init")
    private HttpServer upstream;

    /** Answers at once, but on one path when it may. */
    @BeforeEach
    void startUpstream() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(threads);
        upstream.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                reached.countDown();
                await(finish);
            }
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ANSWER.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        upstream.start();
    }

    @AfterEach
    void tearDown() {
        finish.countDown();
        upstream.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whatIsInFlightWhenItIsTakenAwayIsAnsweredWhole() throws Exception {
        Gateway gateway = gateway("{grace: 10s, patience: 10s}");
        CompletableFuture<String> slow = ask(gateway, "/slow");
        await(reached);

        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    gateway.drain(false);
                    gateway.close();
                },
                threads);
        await(gateway.drain()::refuses);
        assertThat(ask(gateway, "/quick").get(20, TimeUnit.SECONDS)).isEqualTo(Failure.DRAINING.name());
        assertThat(end).isNotDone();
        finish.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(ANSWER);
        assertThat(end).succeedsWithin(Duration.ofSeconds(20));
        assertThat(figures.inFlight()).isZero();
        assertThat(log()).hasSize(2).noneMatch(line -> line.contains("\"failure\":\"UPSTREAM"));
    }

    @Test
    void whatOutlastsThePatienceIsCutOffAndLogged() throws Exception {
        Gateway gateway = gateway("{grace: 0s, patience: 100ms}");
        CompletableFuture<String> slow = ask(gateway, "/slow");
        await(reached);

        gateway.drain(true);
        assertThat(slow.get(20, TimeUnit.SECONDS))
                .as("while the server still listens")
                .isEqualTo(Failure.DRAINING.name());
        gateway.close();

        assertThat(figures.inFlight()).isZero();
        assertThat(log())
                .singleElement()
                .asString()
                .contains("\"path\":\"/slow\"", "\"status\":503,\"failure\":\"DRAINING\"");
    }

    /** The one who had the upstream's only connection, and those who wait for it. */
    @Test
    void whoWaitsForAConnectionIsCutOffForTheSameReason() throws Exception {
        Gateway gateway = gateway("{grace: 0s, patience: 100ms}", "connections: {max: 1}");
        List<CompletableFuture<String>> asked = new ArrayList<>(List.of(ask(gateway, "/slow")));
        await(reached);
        for (int i = 0; i < 5; i++) {
            asked.add(ask(gateway, "/quick"));
        }

        gateway.drain(true);

        for (CompletableFuture<String> one : asked) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(Failure.DRAINING.name());
        }
        gateway.close();
        assertThat(log()).hasSize(6).allMatch(line -> line.contains("\"status\":503,\"failure\":\"DRAINING\""));
    }

    @Test
    void underSteadyLoadEveryRequestIsAnsweredWholeOrRefused() throws Exception {
        Gateway gateway = gateway("{grace: 300ms, patience: 10s}");
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(CompletableFuture.runAsync(
                    () -> {
                        String answer = "";
                        while (!answer.equals(Failure.DRAINING.name())) {
                            answer = ask(gateway, "/quick")
                                    .orTimeout(10, TimeUnit.SECONDS)
                                    .join();
                            answers.add(answer);
                        }
                    },
                    threads));
        }
        await(() -> answers.size() > 50);
        int before = answers.size();

        gateway.drain(true);
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        gateway.close();

        assertThat(answers).hasSizeGreaterThan(before).containsOnly(ANSWER, Failure.DRAINING.name());
        assertThat(answers).filteredOn(Failure.DRAINING.name()::equals).hasSize(4);
        assertThat(log()).hasSameSizeAs(answers);
    }

    @Test
    void noThreadOfItOutlivesIt() throws Exception {
        Set<Thread> others = threads();
        Gateway gateway = gateway("{grace: 0s, patience: 10s}");
        assertThat(ask(gateway, "/quick").get(10, TimeUnit.SECONDS)).isEqualTo(ANSWER);
        Set<Thread> own = threads();
        own.removeAll(others);
        assertThat(own).isNotEmpty();

        gateway.drain(true);
        gateway.close();

        await(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gatehouse"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Gateway gateway(String drain) throws Exception {
        return gateway(drain, "");
    }

    private Gateway gateway(String drain, String connections) throws Exception {
        String config = """
                issuers: []
                tokenExchange: {keys: '%1$s'}
                accessLog: {file: '%1$s/access.log'}
                drain: %2$s
                upstreams: {u: {url: 'http://127.0.0.1:%3$d', %4$s}}
                routes: [{id: r, path: /**, upstream: u, access: public, rateLimit: off}]
                """.formatted(directory, drain, upstream.getAddress().getPort(), connections);
        Reloads reloads = new Reloads(
                ConfigSource.builtIn("test", () -> new ByteArrayInputStream(config.getBytes(StandardCharsets.UTF_8))),
                name -> Optional.empty(),
                InstantSource.system(),
                List.of());
        return new Gateway(reloads, figures);
    }

    /** The body of the answer, or the failure. */
    private CompletableFuture<String> ask(Gateway gateway, String path) {
        Generation generation = gateway.current();
        RequestHead head = new RequestHead("GET", path, null);
        Request request = new Request(
                Requests.ID,
                head,
                generation.match(head),
                new Client("192.0.2.1", "http", "public.example"),
                Headers.EMPTY,
                Body.EMPTY,
                null);
        Observation seen = gateway.observe(request);
        return generation
                .answer(request)
                .toCompletableFuture()
                .thenApplyAsync(
                        answer -> {
                            seen.answered(answer);
                            return told(answer);
                        },
                        threads)
                .whenComplete((told, thrown) -> seen.ended(0, thrown == null ? null : Failure.INTERNAL));
    }

    private static String told(Response answer) {
        if (answer.refusal() != null) {
            return answer.refusal().failure().name();
        }
        if (answer.body() instanceof Body.Stream stream) {
            Target target = Target.greedy();
            stream.content().subscribe(target);
            try {
                target.await();
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            }
            return target.text();
        }
        return Target.text(answer.body());
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(directory.resolve("access.log"));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
