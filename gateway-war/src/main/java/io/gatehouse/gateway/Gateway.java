package io.gatehouse.gateway;

import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
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
import io.gatehouse.gateway.telemetry.RequestCounters;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import io.gatehouse.gateway.upstream.HealthProbe;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The gateway put together: here stands what there is of it, and the order in which requests meet it. */
final class Gateway implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Gateway::clockThread);
    private final RouteTable routes;
    private final Deadlines deadlines;
    private final ConnectionPool pool;
    private final RequestCounters counters;
    private final Chain pipeline;

    /** @throws IOException when the gateway's key can be neither read nor made */
    Gateway(GatewayConfig config, RequestCounters counters) throws IOException {
        this.counters = counters;
        SideCalls sideCalls = new SideCalls();
        Authentication auth = Authentication.of(config, sideCalls::fetch, InstantSource.system());
        List<Upstream> upstreams = config.upstreams().entrySet().stream()
                .map(entry -> Upstream.of(entry.getKey(), entry.getValue()))
                .toList();
        List<HealthProbe> probes = upstreams.stream()
                .map(upstream -> new HealthProbe(upstream, sideCalls::fetch, clock))
                .toList();
        routes = new RouteTable(config.routes());
        deadlines = new Deadlines(clock);
        pool = new ConnectionPool(config.timeouts().connect(), deadlines);
        pipeline = Pipeline.of(
                filters(auth, new OwnAnswersFilter(new HealthAnswers(probes), auth.publicKeys())),
                new Forwarder(upstreams, pool));
        probes.forEach(HealthProbe::start);
    }

    /** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
    private List<Filter> filters(Authentication auth, Filter ownAnswers) {
        return List.of(
                // outermost, so that every answer has an id
                new RequestIdFilter(),
                // sees what the client will see, refusals included
                new RequestCountFilter(counters),
                // all further in may fail; here failures become answers
                new ProblemFilter(),
                // before routes and tokens: no route hides the gateway's own addresses
                ownAnswers,
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
    }

    Match match(RequestHead head) {
        return routes.match(head);
    }

    /** The answer to a request that the server refused before any route was asked: with an id, counted, and as a problem. */
    CompletionStage<Response> refuse(Request request, Failure failure) {
        return Pipeline.of(
                        List.of(new RequestIdFilter(), new RequestCountFilter(counters), new ProblemFilter()),
                        refused -> CompletableFuture.completedFuture(failure.because(failure.title() + ".")))
                .proceed(request);
    }

    CompletionStage<Response> answer(Request request) {
        return pipeline.proceed(request);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    RequestCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.close();
    }

    private static Thread clockThread(Runnable work) {
        Thread thread = new Thread(work, "gatehouse-clock");
        thread.setDaemon(true);
        return thread;
    }
}
