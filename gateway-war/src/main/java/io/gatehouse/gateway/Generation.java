package io.gatehouse.gateway;

import io.gatehouse.gateway.accesslog.AccessLog;
import io.gatehouse.gateway.admin.AdminResource;
import io.gatehouse.gateway.admin.ConfigResource;
import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.ExplainResource;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.PurgeResource;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.admin.ReloadResource;
import io.gatehouse.gateway.admin.RoutesResource;
import io.gatehouse.gateway.admin.StatisticsResource;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.cache.ResponseCaching;
import io.gatehouse.gateway.cache.store.CachePurge;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.Forwarder;
import io.gatehouse.gateway.forward.TrustedProxies;
import io.gatehouse.gateway.forward.UpstreamSockets;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.ratelimit.RateLimits;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RateLimitCounters;
import io.gatehouse.gateway.telemetry.Statistics;
import io.gatehouse.gateway.upstream.Instance;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One configuration at work: here stands what there is of it. Immutable. */
final class Generation {
    private static final long BEGINNING = System.nanoTime();

    private final Inheritance inheritance;
    private final TrustedProxies proxies;
    private final ReservedHeaders reserved;
    private final GatewayConfig.Drain drain;
    private final @Nullable AccessLog accessLog;
    private final List<Upstream> upstreams;
    private final UpstreamPools pools;
    private final RouteTable routes;
    private final List<Filter> filters;
    private final Authentication auth;
    private final Chain pipeline;
    private final List<Filter> outermost;
    private final ResponseCaching caching;

    /** @throws IOException when the gateway's key can be neither read nor made */
    Generation(GatewayConfig config, Inheritance inheritance, Gateway.Surroundings with) throws IOException {
        this.inheritance = inheritance;
        SecureCalls calls = new SecureCalls(inheritance, with.sideCalls());
        auth = Authentication.of(config, inheritance, calls.keySources(config.issuers()), with.time());
        upstreams = Upstreams.of(config.upstreams(), calls, with);
        pools = UpstreamPools.of(config.upstreams(), inheritance, with);
        drain = config.drain();
        accessLog = accessLog(config.accessLog(), inheritance, with);
        routes = new RouteTable(config.routes());
        proxies = new TrustedProxies(config.trustedProxies());
        reserved = new ReservedHeaders(config.reservedHeaders());
        RateLimits rateLimits = rateLimits(config, inheritance, with.figures());
        caching = ResponseCaching.of(config, inheritance, with.cacheMetrics(), with.deadlines(), with.time());
        outermost = FilterOrder.outermost(with);
        HealthAnswers health =
                new HealthAnswers(this::instances, config::isOptional, with.drain()::hasBegun, with.time());
        FilterOrder.Parts parts =
                new FilterOrder.Parts(config, routes, auth, rateLimits, caching, health, adminResources(config, with));
        filters = FilterOrder.of(outermost, parts, with);
        // Its clients are dear to make, and the same for the same upstreams.
        Forwarder forwarder = inheritance.take(
                Forwarder.class,
                List.of(upstreams, pools.byUpstream()),
                same -> new Forwarder(upstreams, pools::of, new UpstreamSockets(pools::of)));
        pipeline = Pipeline.of(filters, forwarder);
    }

    /** What the gateway answers below {@code /gateway/}. */
    private List<AdminResource> adminResources(GatewayConfig config, Gateway.Surroundings with) {
        CachePurge purge = caching.purge();
        return List.of(
                new RoutesResource(config),
                new ConfigResource(with.reloads()),
                new ReloadResource(with.reloads()),
                new ExplainResource(this::explain),
                new StatisticsResource(with.statistics()),
                new PurgeResource(Map.of(
                        "url", purge::url,
                        "path", purge::pathPrefix,
                        "route", purge::route,
                        "all", purge::all)));
    }

    private static RateLimits rateLimits(GatewayConfig config, Inheritance inheritance, Figures figures) {
        RateLimitCounters refusals = figures.rateLimits();
        RateLimits limits = RateLimits.of(config, inheritance, () -> System.nanoTime() - BEGINNING, refusals::refused);
        refusals.watch(limits.buckets());
        return limits;
    }

    private static @Nullable AccessLog accessLog(
            GatewayConfig.AccessLog settings, Inheritance inheritance, Gateway.Surroundings with) {
        Path file = settings.file();
        return file == null
                ? null
                : inheritance.take(
                        AccessLog.class,
                        settings,
                        same -> AccessLog.start(same, file, with.figures().accessLogDropped()));
    }

    /** Null when there is none. */
    @Nullable
    AccessLog accessLog() {
        return accessLog;
    }

    GatewayConfig.Drain drain() {
        return drain;
    }

    /** What is known of all instances now. */
    List<InstanceStatus> instances() {
        return upstreams.stream()
                .flatMap(upstream -> upstream.statuses().stream())
                .toList();
    }

    /** How its upstreams stand now. */
    Statistics.Upstreams standing() {
        return new Statistics.Upstreams(
                upstreams.stream().map(Upstream::state).toList(), instances(), pools.byUpstream());
    }

    /** What its successor can take over from it. */
    Inheritance inheritance() {
        return inheritance;
    }

    /** Whose word about the client is taken. */
    TrustedProxies proxies() {
        return proxies;
    }

    /** What clients may not say about themselves. */
    ReservedHeaders reserved() {
        return reserved;
    }

    /** The services behind this configuration, in no order. */
    List<Upstream> upstreams() {
        return upstreams;
    }

    Match match(RequestHead head) {
        return routes.match(head);
    }

    /** What would become of such a request, told without sending it. */
    Explanation explain(DescribedRequest described) {
        Rehearsal rehearsal = new Rehearsal(routes, filters, auth.authentication()::identified, this::end);
        return rehearsal.of(described.toRequest(routes::match, reserved));
    }

    private Explanation.End end(Request request) {
        if (request.route().answer() != null) {
            return new Explanation.End(Decision.passes("no upstream is asked"), null);
        }
        for (Upstream upstream : upstreams) {
            if (upstream.name().equals(request.route().upstream())) {
                Decision decision = upstream.explain(request);
                Instance instance = decision.refusal() == null ? upstream.wouldChoose(request) : null;
                return new Explanation.End(decision, instance == null ? null : instance.address());
            }
        }
        throw new IllegalStateException("no upstream " + request.route().upstream());
    }

    CompletionStage<Response> answer(Request request) {
        return pipeline.proceed(request);
    }

    /** The answer to a request that the server refused before any route was asked: with an id, counted, and as a problem. */
    CompletionStage<Response> refuse(Request request, Failure failure) {
        return Pipeline.of(
                        outermost, refused -> CompletableFuture.completedFuture(failure.because(failure.title() + ".")))
                .proceed(request);
    }
}
