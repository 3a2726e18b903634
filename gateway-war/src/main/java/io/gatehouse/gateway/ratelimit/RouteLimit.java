package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.config.RateLimit.Part;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rate limit as it holds for one route. */
final class RouteLimit {
    private final RateLimit limit;
    private final LimitFields fields;
    private final int cost;
    private final List<Part> parts;
    private final String kind;
    private final Partition unknown;
    /** Two issuers may call two people the same. There are as many as the configuration names. */
    private final Map<String, Partition> byIssuer = new ConcurrentHashMap<>();

    RouteLimit(RateLimit limit, LimitFields fields, Route route) {
        this.limit = limit;
        this.fields = fields;
        this.cost = route.rateLimit().cost();
        this.parts = limit.per().stream()
                .filter(part -> part != Part.ROUTE && part != Part.SERVICE)
                .sorted()
                .toList();
        kind = (limit.per().contains(Part.ROUTE) ? "route " + route.id() + ' ' : "")
                + (limit.per().contains(Part.SERVICE) ? "service " + route.upstream() : "");
        // Nobody whose name looks like an address has the bucket of that address.
        unknown = new Partition(limit, limit.per().contains(Part.CLIENT) ? "addresses " + kind : kind);
    }

    String name() {
        return limit.name();
    }

    /** Whether it only counts. */
    boolean isShadow() {
        return limit.shadow();
    }

    LimitFields fields() {
        return fields;
    }

    /** In tokens. */
    int cost() {
        return cost;
    }

    /** Whether it counts differently once it is known who the client is. */
    boolean asksWho() {
        return parts.contains(Part.CLIENT) || parts.contains(Part.USER);
    }

    /** Whether it counts those as well of whom it is not known who they are. */
    boolean countsUnknown() {
        return !parts.contains(Part.USER);
    }

    Partition partition(Request request) {
        Identity identity = request.identity();
        return identity == null || !asksWho() ? unknown : ofIssuer(identity.issuer());
    }

    private Partition ofIssuer(String issuer) {
        Partition known = byIssuer.get(issuer);
        return known != null
                ? known
                : byIssuer.computeIfAbsent(issuer, one -> new Partition(limit, "issuer " + one + ' ' + kind));
    }

    /** Whose bucket among those of the partition; null when the limit does not concern the request. */
    @Nullable
    String client(Request request) {
        if (parts.size() == 1) {
            return ClientName.of(parts.get(0), request);
        }
        StringBuilder client = new StringBuilder();
        for (Part part : parts) {
            String name = ClientName.of(part, request);
            if (name == null) {
                return null;
            }
            // A space is in no address and no hash, and a subject, which may have one, has the same place in all names.
            client.append(name).append(' ');
        }
        return client.toString();
    }

    /** In words: how much for whom. */
    @Override
    public String toString() {
        String per = limit.per().stream().sorted().map(Part::toString).collect(Collectors.joining(" and "));
        return limit.name() + " is " + limit.requests() + " in "
                + limit.window().toSeconds() + " s for each " + per;
    }
}
