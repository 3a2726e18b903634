package io.gatehouse.gateway.routing;

import static io.gatehouse.gateway.routing.Routes.route;
import static io.gatehouse.gateway.routing.Routes.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.Considered.Outcome;
import io.gatehouse.gateway.routing.Heads.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    @Test
    void templatesStandBetweenExactPathsAndWildcards() {
        RouteTable table = new RouteTable(List.of(
                route("under", "/users/**"),
                route("anyUnder", "/users/{id}/**"),
                route("twoVariables", "/users/{id}/{part}"),
                route("orders", "/users/{id}/orders"),
                route("any", "/users/{id}"),
                route("me", "/users/me")));

        assertThat(idOf(table, "GET", "/users/me")).isEqualTo("me");
        assertThat(idOf(table, "GET", "/users/7")).isEqualTo("any");
        assertThat(idOf(table, "GET", "/users/7/orders")).isEqualTo("orders");
        assertThat(idOf(table, "GET", "/users/me/orders")).isEqualTo("orders");
        assertThat(idOf(table, "GET", "/users/7/x")).isEqualTo("twoVariables");
        assertThat(idOf(table, "GET", "/users/7/x/y")).isEqualTo("anyUnder");
        assertThat(idOf(table, "GET", "/users")).isEqualTo("under");
    }

    @Test
    void aRouteThatAsksForMoreWinsOverOneThatNamesMethods() {
        RouteTable table =
                new RouteTable(List.of(route("plain", "/p/**", "GET"), when("beta", "/p/**", header("X-Beta", "*"))));

        assertThat(table.match(Heads.at("/p/1", Told.header("X-Beta", "1")))
                        .route()
                        .id())
                .isEqualTo("beta");
        assertThat(idOf(table, "GET", "/p/1")).isEqualTo("plain");
    }

    @Test
    void aMethodIsOnlyWrongWhereEverythingElseHolds() {
        RouteTable table = new RouteTable(List.of(
                when(
                        "there",
                        "/p/**",
                        new When(List.of(TextPattern.of("a.test")), List.of(), List.of(), List.of(), null, null, null),
                        "PUT"),
                route("post", "/q", "POST")));

        assertThat(table.match(Heads.at("/p/1", Told.host("a.test")))).isInstanceOf(Match.WrongMethod.class);
        assertThat(table.match(Heads.at("/p/1", Told.host("b.test")))).isInstanceOf(Match.NoRoute.class);
    }

    @Test
    void aGroupDividesItsRequests() {
        RouteTable table = new RouteTable(List.of(
                when("stable", "/p/**", weight("g", 3)),
                when("canary", "/p/**", weight("g", 1)),
                route("rest", "/**")));
        Map<String, Integer> counts = new TreeMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 4_000; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            counts.merge(table.match(Heads.at("/p/1", Told.id(id))).route().id(), 1, Integer::sum);
        }

        assertThat(counts).containsOnlyKeys("stable", "canary");
        assertThat(counts.get("canary")).isBetween(900, 1_100);
    }

    @Test
    void nothingIsLookedForUnlessARouteAsks() {
        Told told = Told.header("X-Beta", "1");
        new RouteTable(List.of(route("a", "/a/**"), when("b", "/b/**", header("X-Beta", "*"))))
                .match(Heads.at("/a/1", told));

        assertThat(told.asked).isZero();
    }

    @Test
    void tellsWhyEachRouteLost() {
        RouteTable table = new RouteTable(List.of(
                route("other", "/other"),
                route("broad", "/**"),
                route("write", "/p/x", "POST"),
                when("beta", "/p/**", header("X-Beta", "yes")),
                route("p", "/p/**")));

        assertThat(table.explain(Heads.get("/p/x")))
                .containsExactly(
                        new Considered("p", Outcome.TAKEN, "all that it asks for holds"),
                        new Considered("broad", Outcome.OUTRANKED, "p comes first"),
                        new Considered("write", Outcome.FAILED, "method POST"),
                        new Considered("beta", Outcome.FAILED, "header X-Beta [yes]"),
                        new Considered("other", Outcome.FAILED, "path /other"));
    }

    @Test
    void aThousandRoutesCostNoMoreThanTen() {
        for (String below : List.of("/v1", "/{tenant}/v1", "/{tenant}/{area}/**")) {
            RouteTable few = new RouteTable(services(10, below));
            RouteTable many = new RouteTable(services(1_000, below));

            assertThat(many.along("/api/service7/v1/v1"))
                    .hasSameSizeAs(few.along("/api/service7/v1/v1"))
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(many.along("/nowhere")).hasSize(1);
        }
    }

    private static List<Route> services(int count, String below) {
        return Stream.concat(
                        Stream.of(route("all", "/**")),
                        IntStream.range(0, count).mapToObj(i -> route("r" + i, "/api/service" + i + below)))
                .toList();
    }

    @RepeatedTest(200)
    void agreesWithTryingAllRoutesInOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Route> routes = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            String path = randomPattern(random);
            boolean under = random.nextBoolean();
            routes.add(when(
                    "r" + i,
                    under ? (path.equals("/") ? "" : path) + "/**" : path,
                    random.nextInt(3) == 0 ? header("X-Lane", "" + random.nextInt(2)) : When.ALWAYS,
                    randomMethods(random)));
        }
        RouteTable table = new RouteTable(routes);
        for (int i = 0; i < 200; i++) {
            RequestHead head = new RequestHead(
                    random.nextBoolean() ? "GET" : "POST",
                    randomPath(random),
                    null,
                    Told.header("X-Lane", "" + random.nextInt(3)));

            assertThat(foundIn(table, head)).as("%s in %s", head, routes).isEqualTo(naively(routes, head));
            assertThat(table.explain(head).stream()
                            .filter(c -> c.outcome() == Outcome.TAKEN)
                            .map(Considered::route))
                    .isEqualTo(naively(routes, head).stream().map(Route::id).toList());
            assertThat(table.match(head) instanceof Match.WrongMethod)
                    .isEqualTo(naively(routes, head).isEmpty()
                            && routes.stream().anyMatch(r -> r.path().test(head) && asked(r, head)));
        }
    }

    /** The documented order, word for word, and no tree. */
    private static Optional<Route> naively(List<Route> routes, RequestHead head) {
        return routes.stream()
                .sorted(Comparator.comparingInt((Route r) -> -r.literalPrefix().length())
                        .thenComparingInt(r -> written(r).endsWith("/**") ? 1 : 0)
                        .thenComparingInt(r -> -segments(r).size())
                        .thenComparingInt(r -> (int) segments(r).stream()
                                .filter(s -> s.equals("{v}"))
                                .count())
                        .thenComparingInt(r -> r.when().headers().isEmpty() ? 1 : 0)
                        .thenComparingInt(r -> r.methods() instanceof Predicate.MethodIn ? 0 : 1))
                .filter(r ->
                        Pattern.matches(regex(r), head.path()) && r.methods().test(head) && asked(r, head))
                .findFirst();
    }

    private static String written(Route route) {
        return route.path().words().substring("path ".length());
    }

    private static List<String> segments(Route route) {
        return Arrays.stream(written(route).replace("/**", "").split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static String regex(Route route) {
        String path = written(route).replace("{v}", "[^/]+");
        return path.endsWith("/**") ? path.replace("/**", "") + "(/.*)?" : path.equals("/") ? "/" : path + "/?";
    }

    private static boolean asked(Route route, RequestHead head) {
        return route.when().headers().stream()
                .allMatch(field -> head.particulars()
                        .header(field.name())
                        .contains(field.values().get(0).toString()));
    }

    private static Optional<Route> foundIn(RouteTable table, RequestHead head) {
        return table.match(head) instanceof Match.Found found ? Optional.of(found.route()) : Optional.empty();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append("abc".charAt(random.nextInt(3)));
        }
        return path.isEmpty() || random.nextInt(8) == 0 ? path.append('/').toString() : path.toString();
    }

    private static String randomPattern(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(List.of("a", "b", "c", "{v}").get(random.nextInt(4)));
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static When header(String name, String value) {
        return new When(
                List.of(),
                List.of(new When.Field(name, List.of(TextPattern.of(value)))),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static When weight(String group, int share) {
        return new When(List.of(), List.of(), List.of(), List.of(), null, null, new When.Weight(group, share));
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
