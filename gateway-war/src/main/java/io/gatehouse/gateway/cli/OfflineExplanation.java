package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.auth.AuthorizationFilter;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Considered;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file alone says about a request: its route, who may use it, how large it may be, where it goes. What depends on how things stand (limits,
 * open circuits, whether a token is good) only the running gateway can tell.
 */
final class OfflineExplanation {
    private OfflineExplanation() {}

    static List<String> of(GatewayConfig config, DescribedRequest described) {
        RouteTable routes = new RouteTable(config.routes());
        Request request = described.toRequest(routes::match);
        Rehearsal rehearsal = new Rehearsal(
                routes,
                List.of(new Authentication(), new AuthorizationFilter(), new BodyLimitFilter()),
                same -> same,
                sure -> new Explanation.End(target(config, sure), null));
        Explanation explanation = rehearsal.of(request);
        List<String> lines = new ArrayList<>();
        lines.add(summary(explanation.match()));
        explanation.considered().forEach(one -> lines.add(line(one)));
        if (explanation.match() instanceof Match.Found) {
            explanation.steps().stream()
                    .filter(Explanation.Step::reached)
                    .forEach(step -> lines.add("  " + step.filter() + ": " + words(step.decision())));
        }
        return lines;
    }

    private static String words(Decision decision) {
        Failure refusal = decision.refusal();
        return refusal == null ? decision.reason() : refusal.status() + " " + refusal.name() + ", " + decision.reason();
    }

    private static String summary(Match match) {
        if (match instanceof Match.WrongMethod wrong) {
            return "no route takes the method: 405, allowed are " + String.join(", ", wrong.allowed());
        }
        if (match instanceof Match.Malformed malformed) {
            return "the path is not accepted: 400, it has " + malformed.reason();
        }
        return match instanceof Match.Found found ? "route " + found.route().id() : "no route has the path: 404";
    }

    private static String line(Considered considered) {
        return "  " + considered.outcome() + " " + considered.route() + ": " + considered.reason();
    }

    private static Decision target(GatewayConfig config, Request request) {
        if (request.route().answer() != null) {
            return Decision.answers("the route has an answer of its own");
        }
        String name = request.route().upstream();
        GatewayConfig.Upstream upstream = config.upstreams().get(name);
        return Decision.passes("goes to " + name + (upstream == null ? "" : " at " + upstream.url()));
    }
}
