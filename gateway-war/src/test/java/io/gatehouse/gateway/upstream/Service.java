package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.Stopwatch;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A service of instances a, b, c … whose answers a test decides, behind an upstream with the settings of the test. */
final class Service implements Sender {
    private static final Response WELL = new Response(200, Headers.EMPTY, Body.EMPTY);

    private static final Pattern WEIGHTED = Pattern.compile("(?:^| )([a-z])\\*(\\d+)");
    private static final Pattern PLAIN = Pattern.compile("(?:^| )([a-z])(?= |$|,)");

    final Stopwatch time;
    final List<Attempt> attempts = new ArrayList<>();
    /** On which each attempt was made. */
    final List<String> threads = new ArrayList<>();

    final List<CompletableFuture<Response>> pending = new ArrayList<>();
    /** The instances that answer their probes badly. */
    final Set<String> ill = ConcurrentHashMap.newKeySet();

    final Upstream upstream;
    private final Route route;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Response> answers;
    private final Set<String> hanging = new HashSet<>();

    /** @param settings the keys of the upstream besides its instances, as YAML in one line */
    Service(String instances, String settings) {
        this(instances, settings, new Stopwatch(), new HashMap<>(), null);
    }

    private Service(
            String instances,
            String settings,
            Stopwatch time,
            Map<String, Response> answers,
            @Nullable Upstream before) {
        this.time = time;
        this.answers = answers;
        String urls = WEIGHTED.matcher(instances).replaceAll(", {url: 'http://$1', weight: $2}");
        urls = PLAIN.matcher(urls).replaceAll(", {url: 'http://$1'}").substring(1);
        GatewayConfig config = config(urls, settings);
        route = config.routes().get(0);
        Random random = new Random(1);
        upstream = new Upstream(
                "service",
                Objects.requireNonNull(config.upstreams().get("service")),
                new Surroundings(url -> probed(url.getHost()), clock, Service::elsewhere, time, random::nextDouble),
                before);
    }

    private CompletionStage<String> probed(String instance) {
        return ill.contains(instance)
                ? CompletableFuture.failedFuture(new IOException("status 503"))
                : CompletableFuture.completedFuture("well");
    }

    /** Has every instance asked by its probe now. Those that are down are asked again after a second. */
    void probe() {
        upstream.start();
    }

    private static void elsewhere(Runnable work) {
        Thread thread = new Thread(work, "elsewhere");
        thread.setDaemon(true);
        thread.start();
    }

    /** The same service after a reload with other settings. */
    Service reloaded(String instances, String settings) {
        return new Service(instances, settings, time, answers, upstream);
    }

    private static GatewayConfig config(String urls, String settings) {
        try {
            return ConfigReader.read("test.yaml", """
                    issuers: []
                    tokenExchange: {keys: keys}
                    upstreams:
                      service: {instances: [%s], %s}
                    routes:
                      - {id: r, path: /**, upstream: service, access: public}
                    """.formatted(urls, settings), name -> Optional.empty());
        } catch (ConfigException mistakes) {
            throw new IllegalArgumentException(mistakes);
        }
    }

    /** The instance answers so from now on; one that was never told answers 200. */
    void answers(String instance, int status) {
        answers(instance, new Response(status, Headers.EMPTY, Body.EMPTY));
    }

    void answers(String instance, Response response) {
        hanging.remove(instance);
        answers.put(instance, response);
    }

    /** The instance keeps the next requests waiting; the test answers them. */
    void hangs(String instance) {
        hanging.add(instance);
    }

    @Override
    public CompletionStage<Response> send(Request request, Attempt attempt) {
        attempts.add(attempt);
        threads.add(Thread.currentThread().getName());
        String instance = attempt.instance().url().getHost();
        if (hanging.contains(instance)) {
            CompletableFuture<Response> later = new CompletableFuture<>();
            pending.add(later);
            return later;
        }
        return CompletableFuture.completedFuture(answers.getOrDefault(instance, WELL));
    }

    Request request(String method, String... headers) {
        return new Request(
                "id",
                new RequestHead(method, "/x", null),
                new Match.Found(route),
                new Client("192.0.2.1", "https", "h"),
                Headers.of(headers),
                Body.EMPTY,
                null);
    }

    CompletableFuture<Response> ask(Request request) {
        return upstream.ask(request, this).toCompletableFuture();
    }

    /** Sends a GET and does not wait for its answer. */
    void begin() {
        var unused = ask(request("GET"));
    }

    Response get(String... headers) {
        return ask(request("GET", headers)).join();
    }

    /** The failure that a GET gets, or its status. */
    Object outcome() {
        Response response = get();
        return response.refusal() == null
                ? response.status()
                : response.refusal().failure();
    }

    void get(int times) {
        for (int i = 0; i < times; i++) {
            get();
        }
    }

    /** Which instances were asked since the last time, one letter each. */
    String asked() {
        StringBuilder names = new StringBuilder();
        attempts.forEach(attempt -> names.append(attempt.instance().url().getHost()));
        attempts.clear();
        return names.toString();
    }

    long count(String instance) {
        return attempts.stream()
                .filter(attempt -> attempt.instance().url().getHost().equals(instance))
                .count();
    }
}
