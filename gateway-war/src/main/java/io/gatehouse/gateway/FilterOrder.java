package io.gatehouse.gateway;

import io.gatehouse.gateway.admin.AdminFilter;
import io.gatehouse.gateway.admin.AdminResource;
import io.gatehouse.gateway.admin.Audit;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.cache.ResponseCaching;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.ProblemFilter;
import io.gatehouse.gateway.problems.ProblemPagesFilter;
import io.gatehouse.gateway.ratelimit.RateLimits;
import io.gatehouse.gateway.resilience.AnswerFilter;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.RequestCountFilter;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import io.gatehouse.gateway.telemetry.TraceFilter;
import io.gatehouse.gateway.telemetry.UserNoteFilter;
import io.gatehouse.gateway.transform.CompressionFilter;
import io.gatehouse.gateway.transform.CorsFilter;
import io.gatehouse.gateway.transform.RequestLimitFilter;
import io.gatehouse.gateway.transform.SecurityHeadersFilter;
import io.gatehouse.gateway.transform.TransformFilter;
import io.gatehouse.gateway.websocket.WebSocketFilter;
import java.util.List;
import java.util.stream.Stream;

/** THE order. A request meets the filters from the first to the last, its answer from the last to the first. */
final class FilterOrder {
    private FilterOrder() {}

    /** What the filters of one configuration work with. */
    record Parts(
            GatewayConfig config,
            RouteTable routes,
            Authentication auth,
            RateLimits rateLimits,
            ResponseCaching caching,
            HealthAnswers health,
            List<AdminResource> adminResources) {}

    /** An answer has an id and is counted, and what fails further in becomes one; even where no route was asked. */
    static List<Filter> outermost(Gateway.Surroundings with) {
        return List.of(
                new RequestIdFilter(),
                new TraceFilter(),
                new RequestCountFilter(with.figures().counters()),
                new ProblemFilter());
    }

    /** All of them. */
    static List<Filter> of(List<Filter> outermost, Parts parts, Gateway.Surroundings with) {
        return Stream.concat(outermost.stream(), inner(parts, with).stream()).toList();
    }

    private static List<Filter> inner(Parts parts, Gateway.Surroundings with) {
        return List.of(
                // every answer tells browsers to be careful
                new SecurityHeadersFilter(),
                // before routes and tokens: no route hides the gateway's own addresses
                new OwnAnswersFilter(parts.health, parts.auth.publicKeys()),
                new ProblemPagesFilter(),
                // nor the addresses of those who run it, which a flood of bad tokens may find as well
                parts.rateLimits.beforeAdministration(),
                // and which are there while it drains
                new AdminFilter(
                        parts.auth.authentication(),
                        parts.config.admin(),
                        parts.adminResources,
                        new Audit(),
                        with.deadlines()),
                // what the gateway says about itself it says to its end; everything else is refused then
                new DrainFilter(with.drain()),
                // a preflight has neither the route's method nor a token, and pages may read refusals too
                new CorsFilter(parts.routes::match),
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
                parts.auth.authentication(),
                // what the log will say of it
                new UserNoteFilter(),
                // how often it may ask, so that what is forbidden counts as well,
                parts.rateLimits.afterAuthentication(),
                // and whether it may; both before anything of the body is read
                parts.auth.authorization(),
                // then how much it may send
                new BodyLimitFilter(),
                // and how much on a connection of its own
                new WebSocketFilter(with.deadlines(), with.openWebSockets()),
                // what needs no upstream
                new AnswerFilter(),
                // what stands in when the upstream fails and nothing is stored; before all that is about this one
                // upstream
                new FallbackFilter(),
                // what is stored is given only to whom the route admits, and costs no upstream anything
                parts.caching.filter(),
                // the request as the upstream wants it, from a client that may
                new TransformFilter(with.deadlines()),
                // last, when the request is sure to go: the token for its upstream
                parts.auth.exchange());
    }
}
