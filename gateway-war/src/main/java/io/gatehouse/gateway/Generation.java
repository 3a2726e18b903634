package io.gatehouse.gateway;

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
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.RequestCountFilter;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** One configuration at work: here stands what there is of it, and the order in which requests meet it. Immutable. */
final class Generation {
    private final Inheritance inheritance;
    private final List<Upstream> upstreams;
    private final RouteTable routes;
    private final Chain pipeline;
    private final List<Filter> outermost;

    /** @throws IOException when the gateway's key can be neither read nor made */
    Generation(GatewayConfig config, Inheritance inheritance, Gateway.Surroundings with) throws IOException {
        this.inheritance = inheritance;
        Authentication auth = Authentication.of(config, inheritance, with.sideCalls()::fetch, with.time());
        Surroundings surroundings = new Surroundings(
                with.sideCalls()::fetch,
                with.clock(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        upstreams = config.upstreams().entrySet().stream()
                .map(entry -> inheritance.take(Upstream.class, entry, described -> {
                    Upstream upstream = new Upstream(described.getKey(), described.getValue(), surroundings);
                    upstream.start();
                    return upstream;
                }))
                .toList();
        routes = new RouteTable(config.routes());
        // An answer has an id and is counted, and what fails further in becomes one; even where no route was asked.
        outermost = List.of(new RequestIdFilter(), new RequestCountFilter(with.counters()), new ProblemFilter());
        pipeline = Pipeline.of(
                filters(outermost, auth, new OwnAnswersFilter(new HealthAnswers(upstreams), auth.publicKeys())),
                new Forwarder(upstreams, with.pool()));
    }

    /** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
    private static List<Filter> filters(List<Filter> outermost, Authentication auth, Filter ownAnswers) {
        List<Filter> inner = List.of(
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
                // what stands in when the upstream fails; before all that is about this one upstream
                new FallbackFilter(),
                // last, when the request is sure to go: the token for its upstream
                auth.exchange());
        return Stream.concat(outermost.stream(), inner.stream()).toList();
    }

    /** What its successor can take over from it. */
    Inheritance inheritance() {
        return inheritance;
    }

    /** The services behind this configuration, in no order. */
    List<Upstream> upstreams() {
        return upstreams;
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
