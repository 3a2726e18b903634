package io.gatehouse.gateway;

import io.gatehouse.gateway.admin.AdminFilter;
import io.gatehouse.gateway.admin.AdminResource;
import io.gatehouse.gateway.admin.Audit;
import io.gatehouse.gateway.admin.ConfigResource;
import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.ExplainResource;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.admin.ReloadResource;
import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.admin.RoutesResource;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.forward.Forwarder;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.ProblemFilter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.RequestCountFilter;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import io.gatehouse.gateway.upstream.HealthProbe;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One configuration at work: here stands what there is of it, and the order in which requests meet it. Immutable. */
final class Generation {
    private final Inheritance inheritance;
    private final RouteTable routes;
    private final List<Filter> filters;
    private final Map<String, Upstream> upstreams;
    private final Authentication auth;
    private final Chain pipeline;
    private final List<Filter> outermost;

    /** @throws IOException when the gateway's key can be neither read nor made */
    Generation(GatewayConfig config, Inheritance inheritance, Gateway.Surroundings with) throws IOException {
        this.inheritance = inheritance;
        auth = Authentication.of(config, inheritance, with.sideCalls()::fetch, with.time());
        upstreams = new TreeMap<>();
        config.upstreams().forEach((name, settings) -> upstreams.put(name, Upstream.of(name, settings)));
        List<HealthProbe> probes = upstreams.values().stream()
                .map(upstream -> inheritance.take(HealthProbe.class, upstream, probed -> {
                    HealthProbe probe = new HealthProbe(probed, with.sideCalls()::fetch, with.clock());
                    probe.start();
                    return probe;
                }))
                .toList();
        routes = new RouteTable(config.routes());
        // An answer has an id and is counted, and what fails further in becomes one; even where no route was asked.
        outermost = List.of(new RequestIdFilter(), new RequestCountFilter(with.counters()), new ProblemFilter());
        filters = filters(
                outermost,
                auth,
                new OwnAnswersFilter(new HealthAnswers(probes), auth.publicKeys()),
                new AdminFilter(
                        auth.authentication(), config.admin(), adminResources(config, with.reloads()), new Audit()));
        // Its clients are dear to make, and the same for the same upstreams.
        Forwarder forwarder = inheritance.take(
                Forwarder.class,
                List.copyOf(upstreams.values()),
                destinations -> new Forwarder(destinations, with.pool()));
        pipeline = Pipeline.of(filters, forwarder);
    }

    /** What the gateway answers below {@code /gateway/}. */
    private List<AdminResource> adminResources(GatewayConfig config, Reloads reloads) {
        return List.of(
                new RoutesResource(config),
                new ConfigResource(reloads),
                new ReloadResource(reloads),
                new ExplainResource(this::explain));
    }

    /** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
    private static List<Filter> filters(List<Filter> outermost, Authentication auth, Filter ownAnswers, Filter admin) {
        List<Filter> inner = List.of(
                // before routes and tokens: no route hides the gateway's own addresses
                ownAnswers,
                admin,
                // from here on there is a route
                new UnroutedFilter(),
                // who the client is,
                auth.authentication(),
                // and whether it may; both before anything of the body is read
                auth.authorization(),
                // then how much it may send
                new BodyLimitFilter(),
                // last, when the request is sure to go: the token for its upstream
                auth.exchange());
        return Stream.concat(outermost.stream(), inner.stream()).toList();
    }

    /** What its successor can take over from it. */
    Inheritance inheritance() {
        return inheritance;
    }

    Match match(RequestHead head) {
        return routes.match(head);
    }

    /** What would become of such a request, told without sending it. */
    Explanation explain(DescribedRequest described) {
        Rehearsal rehearsal = new Rehearsal(routes, filters, auth.authentication()::identified, this::instance);
        return rehearsal.of(described.toRequest(routes::match));
    }

    private @Nullable String instance(Request request) {
        Upstream upstream = upstreams.get(request.route().upstream());
        return upstream == null ? null : upstream.host().toHostString();
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
