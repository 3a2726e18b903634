package io.gatehouse.gateway;

import io.gatehouse.gateway.accesslog.AccessLog;
import io.gatehouse.gateway.admin.AdminFilter;
import io.gatehouse.gateway.admin.AdminResource;
import io.gatehouse.gateway.admin.Audit;
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
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.forward.Forwarder;
import io.gatehouse.gateway.forward.TrustedProxies;
import io.gatehouse.gateway.forward.UpstreamSockets;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.ProblemFilter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.problems.ProblemPagesFilter;
import io.gatehouse.gateway.ratelimit.RateLimits;
import io.gatehouse.gateway.resilience.AnswerFilter;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RateLimitCounters;
import io.gatehouse.gateway.telemetry.RequestCountFilter;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import io.gatehouse.gateway.telemetry.Statistics;
import io.gatehouse.gateway.telemetry.TraceFilter;
import io.gatehouse.gateway.telemetry.UserNoteFilter;
import io.gatehouse.gateway.transform.CompressionFilter;
import io.gatehouse.gateway.transform.CorsFilter;
import io.gatehouse.gateway.transform.RequestLimitFilter;
import io.gatehouse.gateway.transform.SecurityHeadersFilter;
import io.gatehouse.gateway.transform.TransformFilter;
import io.gatehouse.gateway.upstream.Instance;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.gateway.websocket.WebSocketFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One configuration at work: here stands what there is of it, and the order in which requests meet it. Immutable. */
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
        // An answer has an id and is counted, and what fails further in becomes one; even where no route was asked.
        outermost = List.of(
                new RequestIdFilter(),
                new TraceFilter(),
                new RequestCountFilter(with.figures().counters()),
                new ProblemFilter());
        filters = filters(new Parts(
                rateLimits,
                new OwnAnswersFilter(
                        new HealthAnswers(this::instances, config::isOptional, with.drain()::hasBegun, with.time()),
                        auth.publicKeys()),
                new AdminFilter(auth.authentication(), config.admin(), adminResources(config, with), new Audit()),
                new DrainFilter(with.drain()),
                new CorsFilter(routes::match),
                new WebSocketFilter(with.deadlines(), with.openWebSockets()),
                new TransformFilter(with.deadlines())));
        // Its clients are dear to make, and the same for the same upstreams.
        Forwarder forwarder = inheritance.take(
                Forwarder.class,
                List.of(upstreams, pools.byUpstream()),
                same -> new Forwarder(upstreams, pools::of, new UpstreamSockets(pools::of)));
        pipeline = Pipeline.of(filters, forwarder);
    }

    /** What filters are made with and has to be made first. */
    private record Parts(
            RateLimits rateLimits,
            Filter ownAnswers,
            Filter admin,
            Filter drain,
            Filter cors,
            Filter webSocket,
            Filter transform) {}

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

    /** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
    private List<Filter> filters(Parts parts) {
        List<Filter> inner = List.of(
                // every answer tells browsers to be careful
                new SecurityHeadersFilter(),
                // before routes and tokens: no route hides the gateway's own addresses
                parts.ownAnswers,
                new ProblemPagesFilter(),
                // nor the addresses of those who run it, which a flood of bad tokens may find as well
                parts.rateLimits.beforeAdministration(),
                // and which are there while it drains
                parts.admin,
                // what the gateway says about itself it says to its end; everything else is refused then
                parts.drain,
                // a preflight has neither the route's method nor a token, and pages may read refusals too
                parts.cors,
                // what has been here before, or is about the gateway itself, needs no route
                new HopLimitFilter(),
                // from here on there is a route
                new UnroutedFilter(),
                // how often its address may ask, before any work is done for it; then, for limits by client, whom the
                // next turns away
                parts.rateLimits.beforeAuthentication(),
                parts.rateLimits.aroundAuthentication(),
                // what costs nothing to refuse
                new RequestLimitFilter(),
                // the last change to an answer: whatever lies further in sees plain content
                new CompressionFilter(),
                // who the client is,
                auth.authentication(),
                // what the log will say of it
                new UserNoteFilter(),
                // how often it may ask, so that what is forbidden counts as well,
                parts.rateLimits.afterAuthentication(),
                // and whether it may; both before anything of the body is read
                auth.authorization(),
                // then how much it may send
                new BodyLimitFilter(),
                // and how much on a connection of its own
                parts.webSocket,
                // what needs no upstream
                new AnswerFilter(),
                // what stands in when the upstream fails and nothing is stored; before all that is about this one
                // upstream
                new FallbackFilter(),
                // what is stored is given only to whom the route admits, and costs no upstream anything
                caching.filter(),
                // the request as the upstream wants it, from a client that may
                parts.transform,
                // last, when the request is sure to go: the token for its upstream
                auth.exchange());
        return Stream.concat(outermost.stream(), inner.stream()).toList();
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
        return rehearsal.of(described.toRequest(routes::match));
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
