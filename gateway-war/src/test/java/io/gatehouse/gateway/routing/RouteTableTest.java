package io.gatehouse.gateway.routing;

import static io.gatehouse.gateway.routing.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    @Test
    void findsTheLongestLiteralPrefix() {
        RouteTable table =
                new RouteTable(List.of(route("all", "/**"), route("api", "/api/**"), route("users", "/api/users/**")));

        assertThat(idOf(table, "GET", "/api/users/7")).isEqualTo("users");
        assertThat(idOf(table, "GET", "/api/tasks")).isEqualTo("api");
        assertThat(idOf(table, "GET", "/index.html")).isEqualTo("all");
    }

    @Test
    void aPrefixEndsAtASegment() {
        RouteTable table = new RouteTable(List.of(route("users", "/api/users/**")));

        assertThat(idOf(table, "GET", "/api/users")).isEqualTo("users");
        assertThat(table.match(head("GET", "/api/usersX"))).isInstanceOf(Match.NoRoute.class);
    }

    @Test
    void anExactPathWinsOverAPrefixOfTheSameLength() {
        RouteTable table = new RouteTable(List.of(route("under", "/api/**", "GET"), route("exact", "/api")));

        assertThat(idOf(table, "GET", "/api")).isEqualTo("exact");
        assertThat(idOf(table, "GET", "/api/x")).isEqualTo("under");
    }

    @Test
    void oneRuleHoldsForAPathWithAndWithoutASlashAtItsEnd() {
        RouteTable table = new RouteTable(List.of(route("under", "/api/users/**"), route("strict", "/api/users")));

        assertThat(idOf(table, "GET", "/api/users/")).isEqualTo("strict");
    }

    @Test
    void aRouteThatNamesMethodsWinsOverOneThatTakesAll() {
        RouteTable table = new RouteTable(List.of(route("write", "/p/**"), route("read", "/p/**", "GET")));

        assertThat(idOf(table, "GET", "/p/1")).isEqualTo("read");
        assertThat(idOf(table, "HEAD", "/p/1")).isEqualTo("read");
        assertThat(idOf(table, "POST", "/p/1")).isEqualTo("write");
    }

    @Test
    void theFirstInTheFileWinsWhenAllElseIsEqual() {
        RouteTable table = new RouteTable(List.of(route("first", "/p/**", "GET"), route("second", "/p/**", "GET")));

        assertThat(idOf(table, "GET", "/p")).isEqualTo("first");
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        RouteTable table = new RouteTable(List.of(route("a", "/p/**", "GET"), route("b", "/p/**", "PUT")));

        assertThat(table.match(head("DELETE", "/p/1")))
                .isInstanceOfSatisfying(
                        Match.WrongMethod.class,
                        wrong -> assertThat(wrong.allowed()).containsExactly("GET", "HEAD", "PUT"));
    }

    @Test
    void aBroaderRouteTakesTheMethodsThatAFinerOneLeaves() {
        RouteTable table = new RouteTable(List.of(route("fine", "/p/x", "GET"), route("broad", "/p/**", "POST")));

        assertThat(idOf(table, "POST", "/p/x")).isEqualTo("broad");
    }

    @RepeatedTest(200)
    void agreesWithTryingAllRoutesInOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Route> routes = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            String path = randomPath(random);
            boolean under = random.nextBoolean();
            routes.add(route("r" + i, under ? (path.equals("/") ? "" : path) + "/**" : path, randomMethods(random)));
        }
        RouteTable table = new RouteTable(routes);
        for (int i = 0; i < 200; i++) {
            RequestHead head = head(random.nextBoolean() ? "GET" : "POST", randomPath(random));

            assertThat(foundIn(table, head)).as("%s in %s", head, routes).isEqualTo(naively(routes, head));
        }
    }

    private static Optional<Route> naively(List<Route> routes, RequestHead head) {
        return routes.stream()
                .sorted(Comparator.comparingInt((Route r) -> -r.literalPrefix().length())
                        .thenComparingInt(r -> r.path() instanceof Predicate.PathIs ? 0 : 1)
                        .thenComparingInt(r -> r.methods() instanceof Predicate.MethodIn ? 0 : 1))
                .filter(r -> r.path().test(head) && r.methods().test(head))
                .findFirst();
    }

    private static Optional<Route> foundIn(RouteTable table, RequestHead head) {
        return table.match(head) instanceof Match.Found found ? Optional.of(found.route()) : Optional.empty();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append("abc".charAt(random.nextInt(3)));
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static String[] randomMethods(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new String[] {};
            case 1 -> new String[] {"GET"};
            default -> new String[] {"POST"};
        };
    }

    private static String idOf(RouteTable table, String method, String path) {
        return table.match(head(method, path)).route().id();
    }

    private static RequestHead head(String method, String path) {
        return new RequestHead(method, path, null);
    }
}
