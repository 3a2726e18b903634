package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.message.Fields;
import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.cache.store.Counters;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.Renewal;
import io.gatehouse.gateway.cache.store.Resource;
import io.gatehouse.gateway.cache.store.ResponseCache;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A cache on the route {@code r}, an upstream that says what the test says, and a clock that the test moves. */
public final class Scene implements InstantSource {
    public static final long START = HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT", 0);
    /** Nobody counts. */
    public static final Counters UNCOUNTED = new Counters(outcome -> {}, renewal -> {});

    public static final Caching.On SETTINGS =
            new Caching.On(1 << 20, false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
    private static final Route ROUTE = Routes.at("/**").cache(SETTINGS).route();
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "test-clock");
        thread.setDaemon(true);
        return thread;
    });

    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    final Map<Renewal, Integer> renewals = new EnumMap<>(Renewal.class);
    final List<Request> asked = new ArrayList<>();
    final ResponseCache cache = new ResponseCache(16 << 20, route -> {});
    public final Realm realm;
    final CacheFilter filter;
    private final Map<String, Realm> realms = new HashMap<>();
    private long now = START;
    private Upstream upstream = request -> CompletableFuture.failedFuture(new IllegalStateException("not expected"));

    /** What the upstream says. */
    interface Upstream {
        CompletionStage<Response> ask(Request request);
    }

    public Scene() {
        this(SETTINGS);
    }

    Scene(Caching.On settings) {
        Counters counters = new Counters(
                outcome -> outcomes.merge(outcome, 1, Integer::sum),
                renewal -> renewals.merge(renewal, 1, Integer::sum));
        realm = new Realm("r", settings, counters, cache);
        realms.put("r", realm);
        filter = new CacheFilter(new Workings(cache, new Flights(new Deadlines(CLOCK)), this), realms);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }

    void pass(long seconds) {
        now += seconds * 1000;
    }

    void says(Upstream what) {
        upstream = what;
    }

    /** The upstream gives this answer from now on, dated when it gives it. */
    void says(int status, String body, String... headers) {
        says(request -> CompletableFuture.completedFuture(answer(status, body, headers)));
    }

    Response answer(int status, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        Headers.Builder all = new Headers.Builder();
        Headers given = Headers.of(headers);
        given.forEach(all::add);
        if (!given.contains("Date")) {
            all.add("Date", HttpDate.of(now));
        }
        return new Response(
                status,
                all.build(),
                body.isEmpty() ? Body.EMPTY : Source.of(body).body(length));
    }

    CompletionStage<Response> send(Request request) {
        return filter.apply(request, this::ask);
    }

    /** What lies behind the cache. */
    CompletionStage<Response> ask(Request passed) {
        asked.add(passed);
        return upstream.ask(passed);
    }

    Response get(String target, String... headers) {
        return now(send(request("GET", target, headers)));
    }

    Response head(String target, String... headers) {
        return now(send(request("HEAD", target, headers)));
    }

    /** The answer, which is here or is about to come. */
    static Response now(CompletionStage<Response> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    public static Request request(String method, String target, String... headers) {
        int query = target.indexOf('?');
        RequestHead head = new RequestHead(
                method,
                query < 0 ? target : target.substring(0, query),
                query < 0 ? null : target.substring(query + 1));
        return new Request(
                Requests.ID,
                head,
                new Match.Found(ROUTE),
                new Client("192.0.2.1", "http", "public.example"),
                Headers.of(headers),
                Body.EMPTY,
                null);
    }

    /** The request as it looks after its token has been verified. */
    public static Request of(String user, Request request) {
        Identity identity = new Identity("issuer", user, user, List.of(), Instant.MAX, user);
        return request.with(request.headers().with("Authorization", "Bearer " + user))
                .with(identity);
    }

    static Request withHost(@Nullable String host, Request request) {
        return new Request(
                request.id(),
                request.head(),
                request.match(),
                new Client("192.0.2.1", "http", host),
                request.headers(),
                request.body(),
                request.identity());
    }

    /** The request of a client whose leaving is noticed. */
    static Request present(Client.Presence presence, Request request) {
        return new Request(
                request.id(),
                request.head(),
                request.match(),
                request.client().watched(presence),
                request.headers(),
                request.body(),
                request.identity());
    }

    /** The body, read to its end. */
    static String text(Response response) {
        return Target.text(response.body());
    }

    static String status(Response response) {
        return String.valueOf(Fields.combined(response.headers(), "Cache-Status"));
    }

    /** What is stored under this address. */
    Resource stored(String key) {
        return Objects.requireNonNull(cache.find(key));
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }
}
