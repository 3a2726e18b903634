package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.OfflineOrder;
import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Considered;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** What the file alone says about a request: its route, and what each filter decides that needs to know nothing else. */
final class OfflineExplanation {
    private static final String NOT_TOLD =
            "  only the running gateway can tell whether a token is good, what is left of rate limits, what is cached, "
                    + "how many WebSockets are open, how the upstreams are, and whether it is shutting down";

    private OfflineExplanation() {}

    static List<String> of(GatewayConfig config, DescribedRequest described) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            return lines(explanation(config, described, new Deadlines(clock)));
        } finally {
            clock.shutdownNow();
        }
    }

    private static Explanation explanation(GatewayConfig config, DescribedRequest described, Deadlines deadlines) {
        RouteTable routes = new RouteTable(config.routes());
        Rehearsal rehearsal = new Rehearsal(
                routes,
                OfflineOrder.of(
                        routes,
                        new OfflineOrder.StandIns(new Admin(), new Authentication(), new TokenExchange(config)),
                        deadlines),
                same -> same,
                sure -> new Explanation.End(target(config, sure), null));
        return rehearsal.of(described.toRequest(routes::match, new ReservedHeaders(config.reservedHeaders())));
    }

    private static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(explanation.match()));
        explanation.considered().forEach(one -> lines.add(line(one)));
        explanation.steps().stream()
                .filter(step -> step.reached() && !step.decision().reason().isEmpty())
                .forEach(step -> lines.add("  " + step.filter() + ": " + words(step.decision())));
        lines.add(NOT_TOLD);
        return lines;
    }

    private static String words(Decision decision) {
        Failure refusal = decision.refusal();
        return refusal == null ? decision.reason() : refusal.status() + " " + refusal.name() + ", " + decision.reason();
    }

    private static String summary(Match match) {
        if (match instanceof Match.WrongMethod wrong) {
            return "no route takes the method; allowed are " + String.join(", ", wrong.allowed());
        }
        if (match instanceof Match.Malformed malformed) {
            return "the path is not accepted: it has " + malformed.reason();
        }
        return match instanceof Match.Found found ? "route " + found.route().id() : "no route has the path";
    }

    private static String line(Considered considered) {
        return "  " + considered.outcome() + " " + considered.route() + ": " + considered.reason();
    }

    private static Decision target(GatewayConfig config, Request request) {
        String name = request.route().upstream();
        GatewayConfig.Upstream upstream = config.upstreams().get(name);
        return Decision.passes("goes to " + name + (upstream == null ? "" : " at " + places(upstream)));
    }

    private static String places(GatewayConfig.Upstream upstream) {
        return upstream.instances().stream()
                .map(instance -> instance.url().toString())
                .collect(Collectors.joining(" or "));
    }
}
