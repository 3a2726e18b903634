package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.auth.Tokens;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Decision.Outcome;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.ProblemFilter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Considered;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RequestCountFilter;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own filters, asked and not used. */
class RehearsalTest {
    private static final ReservedHeaders ALL_GO_ON = new ReservedHeaders(List.of());

    @TempDir
    private Path keys;

    private final Tokens tokens = new Tokens("k1");
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private Explanation.End end = new Explanation.End(Decision.passes("goes to u:80 of u"), "u:80");

    @SuppressWarnings("NullAway.Init")
    private RouteTable routes;

    @SuppressWarnings("NullAway.Init")
    private List<Filter> filters;

    @SuppressWarnings("NullAway.Init")
    private Rehearsal rehearsal;

    @BeforeEach
    void fromAConfiguration() throws Exception {
        GatewayConfig config = ConfigReader.read("f", """
                issuers: [{issuer: "http://issuer.test", audience: gatehouse, jwks: "http://issuer.test/keys"}]
                tokenExchange: {keys: "%s"}
                upstreams: {u: {url: "http://u"}}
                routes:
                  - {id: all, path: /**, upstream: u, access: public}
                  - {id: read, path: /a/**, methods: [GET], upstream: u, limits: {requestBody: 10 B}, access: authenticated}
                  - {id: write, path: /a/**, upstream: u, access: {roles: [admin]}}
                  - {id: lane, path: /lane, when: {hosts: [lane.test], cookies: {lane: "1"}}, upstream: u, access: public}
                  - {id: half, path: /half, when: {weight: {group: g, share: 1}}, upstream: u, access: public}
                  - {id: other, path: /half, when: {weight: {group: g, share: 1}}, upstream: u, access: public}
                  - {id: socket, path: /socket, upstream: u, access: public, webSocket: {}}
                """.formatted(keys), name -> Optional.empty());
        routes = new RouteTable(config.routes());
        Authentication auth = Authentication.of(
                config,
                Inheritance.none(),
                issuer -> url -> {
                    fetches.incrementAndGet();
                    return CompletableFuture.completedFuture(tokens.jwks());
                },
                InstantSource.system());
        filters = List.of(
                new RequestIdFilter(),
                new RequestCountFilter(new Figures(registry()).counters()),
                new ProblemFilter(),
                new UnroutedFilter(),
                auth.authentication(),
                auth.authorization(),
                new BodyLimitFilter(),
                auth.exchange());
        rehearsal = new Rehearsal(routes, filters, auth.authentication()::identified, request -> end);
    }

    @Test
    void nothingIsCountedAndNobodyIsCalled() {
        String token = token("user");

        Explanation unknownKey = explain("GET", "/a/x", "Bearer " + token, null, 0);
        assertThat(step(unknownKey, "authentication").decision().reason()).contains("its key has not been fetched yet");
        assertThat(fetches).hasValue(0);

        assertThat(send(token).status()).isEqualTo(200);
        assertThat(fetches).hasValue(1);
        int before = counted.get();
        Explanation good = explain("GET", "/a/x", "Bearer " + token, null, 0);

        assertThat(step(good, "authentication").decision().reason())
                .isEqualTo("the client is ada (http://issuer.test), roles [user]");
        assertThat(good.steps()).allSatisfy(step -> {
            assertThat(step.reached()).isTrue();
            assertThat(step.decision().outcome()).isEqualTo(Outcome.PASSES);
        });
        assertThat(good.instance()).isEqualTo("u:80");
        assertThat(counted.get()).isEqualTo(before).isPositive();
        assertThat(fetches).hasValue(1);
        assertThat(sent).hasValue(1);
    }

    @Test
    void everyRouteIsConsideredInItsOrder() {
        assertThat(explain("GET", "/a/x", null, List.of("user"), 0).considered())
                .extracting(Considered::route, Considered::outcome)
                .contains(
                        tuple("read", Considered.Outcome.TAKEN),
                        tuple("write", Considered.Outcome.OUTRANKED),
                        tuple("all", Considered.Outcome.OUTRANKED));
        Explanation post = explain("POST", "/a/x", null, List.of("user"), 0);
        assertThat(post.considered()).contains(new Considered("read", Considered.Outcome.FAILED, "method GET"));
        assertThat(post.match().route().id()).isEqualTo("write");
    }

    @Test
    void conditionsBeyondPathAndMethodAreLookedAt() {
        Headers cookie = Headers.of("Host", "lane.test:81", "Cookie", "lane=1");

        assertThat(described("/lane", Headers.of("Host", "lane.test", "Cookie", "lane=2"))
                        .considered())
                .contains(new Considered("lane", Considered.Outcome.FAILED, "cookie lane [1]"));
        assertThat(described("/lane", Headers.of("Cookie", "lane=1")).considered())
                .contains(new Considered("lane", Considered.Outcome.FAILED, "host [lane.test]"));
        assertThat(described("/lane", cookie).match().route().id()).isEqualTo("lane");
    }

    @Test
    void theIdDrawsAmongRoutesThatShare() {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            DescribedRequest request = new DescribedRequest(
                    "GET",
                    "/half",
                    "http",
                    null,
                    "192.0.2.1",
                    Headers.EMPTY,
                    null,
                    0,
                    new DescribedRequest.Circumstances("id-" + i, null));
            drawn.add(rehearsal
                    .of(request.toRequest(routes::match, ALL_GO_ON))
                    .match()
                    .route()
                    .id());
        }

        assertThat(drawn).containsExactlyInAnyOrder("half", "other");
    }

    @Test
    void aWebSocketHandshakeIsSeenAsOne() {
        Headers upgrade = Headers.of("Upgrade", "WebSocket", "Connection", "keep-alive, Upgrade");

        assertThat(handshake("/socket", upgrade)).isInstanceOf(Body.Tunnel.class);
        assertThat(handshake("/socket", Headers.of("Upgrade", "websocket"))).isEqualTo(Body.EMPTY);
        assertThat(handshake("/lane", upgrade)).isEqualTo(Body.EMPTY);
    }

    private Body handshake(String path, Headers headers) {
        return new DescribedRequest("GET", path, "http", null, "192.0.2.1", headers, null, 0)
                .toRequest(routes::match, ALL_GO_ON)
                .body();
    }

    @Test
    void theUpstreamHasTheLastWord() {
        Explanation good = explain("GET", "/a/x", null, List.of("user"), 0);
        end = new Explanation.End(Decision.refuses(Failure.CIRCUIT_OPEN, "the circuit of u is OPEN"), null);
        Explanation open = explain("GET", "/a/x", null, List.of("user"), 0);
        Explanation none = explain("GET", "/a/../x", null, null, 0);

        assertThat(step(good, "upstream").decision().reason()).isEqualTo("goes to u:80 of u");
        assertThat(refusedBy(open)).isEqualTo("upstream CIRCUIT_OPEN");
        assertThat(open.instance()).isNull();
        assertThat(none.steps()).extracting(Explanation.Step::filter).doesNotContain("upstream");
    }

    private Explanation described(String path, Headers headers) {
        return rehearsal.of(new DescribedRequest("GET", path, "http", null, "192.0.2.1", headers, null, 0)
                .toRequest(routes::match, ALL_GO_ON));
    }

    @Test
    void theFirstThatRefusesIsTheLastThatIsReached() {
        Explanation forbidden = explain("POST", "/a/x", null, List.of("user"), 0);
        Explanation anonymous = explain("GET", "/a/x", null, null, 0);
        Explanation large = explain("GET", "/a/x", null, List.of("user"), 11);
        Explanation bad = explain("GET", "/a/x", "Bearer nonsense", null, 0);

        assertThat(refusedBy(forbidden)).isEqualTo("authorization FORBIDDEN");
        assertThat(refusedBy(anonymous)).isEqualTo("authentication TOKEN_MISSING");
        assertThat(refusedBy(large)).isEqualTo("bodyLimit BODY_TOO_LARGE");
        assertThat(refusedBy(bad)).isEqualTo("authentication TOKEN_INVALID");
        assertThat(List.of(forbidden, anonymous, large, bad))
                .allSatisfy(one -> assertThat(one.instance()).isNull());
    }

    @Test
    void whatHasNoRouteIsRefusedForIt() {
        assertThat(explain("GET", "/a/../x", null, null, 0).match()).isEqualTo(new Match.Malformed("a dot segment"));
        assertThat(refusedBy(explain("GET", "/a/../x", null, null, 0))).isEqualTo("unrouted BAD_REQUEST");
        assertThat(refusedBy(explain("TRACE", "/", null, null, 0))).isEqualTo("unrouted METHOD_NOT_SUPPORTED");
    }

    private Explanation explain(
            String method, String path, @Nullable String authorization, @Nullable List<String> roles, long body) {
        Headers headers = authorization == null ? Headers.EMPTY : Headers.of("Authorization", authorization);
        return rehearsal.of(new DescribedRequest(method, path, "http", null, "192.0.2.1", headers, roles, body)
                .toRequest(routes::match, ALL_GO_ON));
    }

    private Response send(String token) {
        Request request = new DescribedRequest(
                        "GET",
                        "/a/x",
                        "http",
                        null,
                        "192.0.2.1",
                        Headers.of("Authorization", "Bearer " + token),
                        null,
                        0)
                .toRequest(routes::match, ALL_GO_ON);
        return Pipeline.of(filters, asked -> {
                    sent.incrementAndGet();
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, asked.body()));
                })
                .proceed(request)
                .toCompletableFuture()
                .join();
    }

    private String token(String... roles) {
        return tokens.token(InstantSource.system().instant(), roles);
    }

    private static Explanation.Step step(Explanation explanation, String filter) {
        return explanation.steps().stream()
                .filter(step -> step.filter().equals(filter))
                .findFirst()
                .orElseThrow();
    }

    private static String refusedBy(Explanation explanation) {
        Explanation.Step last = explanation.steps().stream()
                .filter(Explanation.Step::reached)
                .reduce((first, second) -> second)
                .orElseThrow();
        return last.filter() + " "
                + Objects.requireNonNull(last.decision().refusal()).name();
    }

    private MetricRegistry registry() {
        Counter counter = (Counter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Counter.class}, (proxy, method, arguments) -> {
                    counted.incrementAndGet();
                    return null;
                });
        return (MetricRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (proxy, method, arguments) -> method.getName().equals("counter") ? counter : null);
    }
}
