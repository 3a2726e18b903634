package io.gatehouse.gateway;

import io.gatehouse.gateway.auth.AuthorizationFilter;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.problems.ProblemPagesFilter;
import io.gatehouse.gateway.resilience.AnswerFilter;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.transform.CompressionFilter;
import io.gatehouse.gateway.transform.CorsFilter;
import io.gatehouse.gateway.transform.RequestLimitFilter;
import io.gatehouse.gateway.transform.SecurityHeadersFilter;
import io.gatehouse.gateway.transform.TransformFilter;
import io.gatehouse.gateway.websocket.OpenWebSockets;
import io.gatehouse.gateway.websocket.WebSocketFilter;
import java.time.InstantSource;
import java.util.List;

/** Those filters of {@link FilterOrder}, in its order, whose decision the configuration and the request tell: they can be asked without a gateway. */
public final class OfflineOrder {
    private OfflineOrder() {}

    /**
     * What stands where the gateway needs more than its configuration.
     *
     * @param administration at the addresses below {@code /gateway/}
     * @param authentication where tokens are looked at
     * @param exchange where the upstream's token is made
     */
    public record StandIns(Filter administration, Filter authentication, Filter exchange) {}

    /**
     * These filters, good for asking what they would decide.
     *
     * @param deadlines never used by a decision
     */
    public static List<Filter> of(RouteTable routes, StandIns standIns, Deadlines deadlines) {
        HealthAnswers health = new HealthAnswers(List::of, upstream -> true, () -> false, InstantSource.system());
        return List.of(
                new SecurityHeadersFilter(),
                new OwnAnswersFilter(health, ""),
                new ProblemPagesFilter(),
                standIns.administration,
                new CorsFilter(routes::match),
                new HopLimitFilter(),
                new UnroutedFilter(),
                new RequestLimitFilter(),
                new CompressionFilter(),
                standIns.authentication,
                new AuthorizationFilter(),
                new BodyLimitFilter(),
                new WebSocketFilter(deadlines, new OpenWebSockets()),
                new AnswerFilter(),
                new FallbackFilter(),
                new TransformFilter(deadlines),
                standIns.exchange);
    }
}
