package io.gatehouse.gateway;

import io.gatehouse.gateway.accesslog.AccessLog;
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
import io.gatehouse.gateway.telemetry.TraceFilter;
import io.gatehouse.gateway.telemetry.UserNoteFilter;
import io.gatehouse.gateway.upstream.HealthProbe;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One configuration at work: here stands what there is of it, and the order in which requests meet it. Immutable. */
final class Generation {
    private final Inheritance inheritance;
    private final GatewayConfig.Drain drain;
    private final @Nullable AccessLog accessLog;
    private final List<HealthProbe> probes;
    private final RouteTable routes;
    private final Chain pipeline;
    private final List<Filter> outermost;

    /** @throws IOException when the gateway's key can be neither read nor made */
    Generation(GatewayConfig config, Inheritance inheritance, Gateway.Surroundings with) throws IOException {
        this.inheritance = inheritance;
        Authentication auth = Authentication.of(config, inheritance, with.sideCalls()::fetch, with.time());
        List<Upstream> upstreams = config.upstreams().entrySet().stream()
                .map(entry -> Upstream.of(entry.getKey(), entry.getValue()))
                .toList();
        probes = upstreams.stream()
                .map(upstream -> inheritance.take(HealthProbe.class, upstream, probed -> {
                    HealthProbe probe = new HealthProbe(probed, with.sideCalls()::fetch, with.clock());
                    probe.start();
                    return probe;
                }))
                .toList();
        drain = config.drain();
        accessLog = accessLog(config.accessLog(), inheritance, with);
        routes = new RouteTable(config.routes());
        // An answer has an id and is counted, and what fails further in becomes one; even where no route was asked.
        outermost = List.of(
                new RequestIdFilter(),
                new TraceFilter(),
                new RequestCountFilter(with.figures().counters()),
                new ProblemFilter());
        pipeline = Pipeline.of(
                filters(
                        outermost,
                        auth,
                        new OwnAnswersFilter(
                                new HealthAnswers(this::instances, with.drain()::hasBegun, with.time()),
                                auth.publicKeys()),
                        new DrainFilter(with.drain())),
                new Forwarder(upstreams, with.pool()));
    }

    /** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
    private static List<Filter> filters(List<Filter> outermost, Authentication auth, Filter ownAnswers, Filter drain) {
        List<Filter> inner = List.of(
                // before routes and tokens: no route hides the gateway's own addresses
                ownAnswers,
                // what the gateway says about itself it says to its end; everything else is refused then
                drain,
                // from here on there is a route
                new UnroutedFilter(),
                // who the client is,
                auth.authentication(),
                new UserNoteFilter(),
                // and whether it may; both before anything of the body is read
                auth.authorization(),
                // then how much it may send
                new BodyLimitFilter(),
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
        return probes.stream().map(HealthProbe::status).toList();
    }

    /** What its successor can take over from it. */
    Inheritance inheritance() {
        return inheritance;
    }

    Match match(RequestHead head) {
        return routes.match(head);
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
