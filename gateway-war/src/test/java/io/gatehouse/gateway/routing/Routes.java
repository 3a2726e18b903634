package io.gatehouse.gateway.routing;

import java.time.Duration;
import java.util.List;

/** Routes for tests, with what does not matter to them filled in. */
public final class Routes {
    private Routes() {}

    public static Route route(String id, String path, String... methods) {
        return route(id, path, new Access.Public(), methods);
    }

    public static Route route(String id, String path, Access access, String... methods) {
        Predicate where = path.endsWith("/**")
                ? new Predicate.PathUnder(path.substring(0, path.length() - 3))
                : new Predicate.PathIs(path);
        return new Route(
                id,
                where,
                methods.length == 0 ? new Predicate.AnyMethod() : new Predicate.MethodIn(List.of(methods)),
                "service",
                "",
                access,
                new Route.Limits(1024),
                new Route.Timeouts(Duration.ofSeconds(5)),
                null);
    }
}
