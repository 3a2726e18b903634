package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The filters together, as a configuration makes them, around an authentication that believes a name. */
class RateLimitsTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final List<String> refusals = new ArrayList<>();
    private int verified;

    @Test
    void aClientIsToldWhatIsLeftAndThenWhenToComeBack() {
        Limited limited = new Limited("rateLimits: [{name: default, requests: 3, window: 30s}]");

        Response first = limited.ask("r", "192.0.2.1", null);
        limited.ask("r", "192.0.2.1", null);
        Response last = limited.ask("r", "192.0.2.1", null);
        Response refused = limited.ask("r", "192.0.2.1", null);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers())
                .isEqualTo(Headers.of(
                        "X-Upstream",
                        "1",
                        "RateLimit-Policy",
                        "\"default\";q=3;w=30",
                        "RateLimit",
                        "\"default\";r=2;t=20"));
        assertThat(last.headers().first("RateLimit")).isEqualTo("\"default\";r=0;t=10");
        assertThat(last.headers().contains("Retry-After")).isFalse();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers())
                .isEqualTo(Headers.of(
                        "Retry-After",
                        "10",
                        "RateLimit-Policy",
                        "\"default\";q=3;w=30",
                        "RateLimit",
                        "\"default\";r=0;t=10"));
        assertThat(refused.refusal()).satisfies(refusal -> {
            assertThat(refusal).isNotNull();
            assertThat(refusal.failure()).isEqualTo(Failure.RATE_LIMITED);
            assertThat(refusal.detail())
                    .isEqualTo("The limit default is 3 in 30 s for each client and service. Try again in 10 s.");
        });
        now.addAndGet(10 * SECOND);
        assertThat(limited.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(refusals).containsExactly("default r false");
    }

    @Test
    void aClientIsItsUserWhereverItComesFromAndElseItsAddress() {
        Limited limited = new Limited("rateLimits: [{name: default, requests: 1}]");

        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.2", "alice").status()).isEqualTo(429);
        assertThat(limited.ask("r", "192.0.2.1", "bob").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.1", null).status()).isEqualTo(429);
        assertThat(limited.ask("r", "192.0.2.9", "192.0.2.1").status())
                .as("a user who is called like an address")
                .isEqualTo(200);
    }

    @Test
    void oneWhoHasAnIpv6NetworkIsOneClient() {
        Limited limited = new Limited("rateLimits: [{name: default, requests: 1}]");

        assertThat(limited.ask("r", "2001:db8::1", null).status()).isEqualTo(200);
        assertThat(limited.ask("r", "2001:db8::ffff:1", null).status()).isEqualTo(429);
        assertThat(limited.ask("r", "2001:db8:0:1::1", null).status()).isEqualTo(200);
    }

    @Test
    void theServicesAndTheRoutesHaveBucketsOfTheirOwnWhereTheLimitSaysSo() {
        Limited service = new Limited("rateLimits: [{name: default, per: client+service, requests: 1}]");
        Limited route = new Limited("rateLimits: [{name: default, per: route, requests: 1}]");
        Limited all = new Limited("rateLimits: [{name: default, per: address, requests: 1}]");

        assertThat(service.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(service.ask("same", "192.0.2.1", null).status()).isEqualTo(429);
        assertThat(service.ask("other", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(route.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(route.ask("same", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(route.ask("r", "192.0.2.2", null).status()).isEqualTo(429);
        assertThat(all.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(all.ask("other", "192.0.2.1", null).status()).isEqualTo(429);
    }

    @Test
    void limitsByUserDoNotConcernOthers() {
        Limited limited = new Limited("rateLimits: [{name: users, per: user, requests: 1}]");

        Response anonymous = limited.ask("r", "192.0.2.1", null);
        Response again = limited.ask("r", "192.0.2.1", null);

        assertThat(again.status()).isEqualTo(200);
        assertThat(anonymous.headers()).isEqualTo(Headers.of("X-Upstream", "1"));
        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(429);
    }

    @Test
    void limitsByAddressStopAFloodOfBadTokensBeforeTheyAreVerified() {
        Limited limited = new Limited("rateLimits: [{name: flood, per: address, requests: 5}]");

        for (int i = 0; i < 5; i++) {
            assertThat(limited.ask("r", "192.0.2.1", "!bad").status()).isEqualTo(401);
        }
        Response refused = limited.ask("r", "192.0.2.1", "!bad");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(verified).isEqualTo(5);
    }

    @Test
    void badTokensCountAtTheirAddressAndHoldNobodyBackWhoHasAGoodOne() {
        Limited limited = new Limited("rateLimits: [{name: default, requests: 2}]");

        Response first = limited.ask("r", "192.0.2.1", "!bad");
        Response second = limited.ask("r", "192.0.2.1", "!bad");
        Response third = limited.ask("r", "192.0.2.1", "!bad");

        assertThat(first.status()).isEqualTo(401);
        assertThat(first.headers().first("RateLimit")).isEqualTo("\"default\";r=1;t=30");
        assertThat(second.status()).isEqualTo(401);
        assertThat(third.status()).isEqualTo(429);
        assertThat(limited.ask("r", "192.0.2.1", null).status()).isEqualTo(429);
        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(200);
    }

    @Test
    void ofSeveralLimitsAllAreToldAndWhatOneRefusesCountsAgainstNone() {
        Limited limited = new Limited("""
                rateLimits:
                  - {name: second, per: client, requests: 1, window: 1s, burst: 2}
                  - {name: minute, per: client, requests: 10, window: 1m}
                """);

        Response first = limited.ask("r", "192.0.2.1", null);
        limited.ask("r", "192.0.2.1", null);
        for (int i = 0; i < 50; i++) {
            Response refused = limited.ask("r", "192.0.2.1", null);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers().first("Retry-After")).isEqualTo("1");
        }
        now.addAndGet(SECOND);
        Response later = limited.ask("r", "192.0.2.1", null);

        assertThat(first.headers())
                .isEqualTo(Headers.of(
                        "X-Upstream", "1",
                        "RateLimit-Policy", "\"second\";q=1;w=1",
                        "RateLimit", "\"second\";r=1;t=1",
                        "RateLimit-Policy", "\"minute\";q=10;w=60",
                        "RateLimit", "\"minute\";r=9;t=54"));
        assertThat(fields(later, "RateLimit")).containsExactly("\"second\";r=0;t=1", "\"minute\";r=7;t=42");
    }

    @Test
    void ofSeveralThatRefuseTheOneThatLastsLongestSaysWhenToComeBack() {
        Limited limited = new Limited("""
                rateLimits:
                  - {name: minute, per: client, requests: 1, window: 1m}
                  - {name: hour, per: client, requests: 1, window: 1h}
                  - {name: second, per: client, requests: 1, window: 1s}
                """);
        limited.ask("r", "192.0.2.1", null);

        Response refused = limited.ask("r", "192.0.2.1", null);

        assertThat(refused.headers().first("Retry-After")).isEqualTo("3600");
        assertThat(refusals).containsExactly("minute r false", "hour r false", "second r false");
        assertThat(fields(refused, "RateLimit"))
                .containsExactly("\"minute\";r=0;t=60", "\"hour\";r=0;t=3600", "\"second\";r=0;t=1");
    }

    @Test
    void inShadowModeALimitCountsAndNeitherRefusesNorTells() {
        Limited limited = new Limited("rateLimits: [{name: trial, requests: 1, shadow: true}]");

        limited.ask("r", "192.0.2.1", null);
        Response beyond = limited.ask("r", "192.0.2.1", null);

        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.headers()).isEqualTo(Headers.of("X-Upstream", "1"));
        assertThat(refusals).containsExactly("trial r true");
    }

    @Test
    void aRouteMayCostMoreOrNothingAndHaveLimitsOfItsOwn() {
        Limited limited = new Limited("""
                rateLimits:
                  - {name: default, requests: 10}
                  - {name: special, per: client, requests: 1, routes: named}
                """);

        assertThat(limited.ask("dear", "192.0.2.1", null).headers().first("RateLimit"))
                .isEqualTo("\"default\";r=6;t=36");
        assertThat(limited.ask("r", "192.0.2.1", null).headers().first("RateLimit"))
                .isEqualTo("\"default\";r=5;t=30");
        assertThat(limited.ask("free", "192.0.2.1", null).headers()).isEqualTo(Headers.of("X-Upstream", "1"));
        assertThat(fields(limited.ask("special", "192.0.2.1", null), "RateLimit"))
                .containsExactly("\"special\";r=0;t=60");
        limited.ask("dear", "192.0.2.1", null);
        assertThat(limited.ask("dear", "192.0.2.1", null).headers().first("RateLimit"))
                .as("one is left, four are needed")
                .isEqualTo("\"default\";r=1;t=18");
    }

    @Test
    void zeroRequestsSwitchALimitOff() {
        Limited limited = new Limited("rateLimits: [{name: default, requests: 0}]");

        assertThat(limited.ask("r", "192.0.2.1", null).headers()).isEqualTo(Headers.of("X-Upstream", "1"));
    }

    @Test
    void apiKeysHaveBucketsOfTheirOwnAndAreKeptAsTheirHash() {
        Limited limited = new Limited("rateLimits: [{name: keys, per: apiKey, requests: 1}]");
        Headers one = Headers.of("X-API-Key", "secret one");
        Headers other = Headers.of("X-API-Key", "k".repeat(8_000));

        assertThat(limited.ask(limited.request("r", "192.0.2.1", one)).status()).isEqualTo(200);
        assertThat(limited.ask(limited.request("r", "192.0.2.2", one)).status()).isEqualTo(429);
        assertThat(limited.ask(limited.request("r", "192.0.2.1", other)).status())
                .isEqualTo(200);
        assertThat(limited.ask(limited.request("r", "192.0.2.1", Headers.EMPTY)).status())
                .isEqualTo(200);
        assertThat(ClientName.of(
                        io.gatehouse.gateway.config.RateLimit.Part.API_KEY, limited.request("r", "192.0.2.1", other)))
                .hasSize(64);
    }

    @Test
    void severalNamesDoNotRunIntoEachOther() {
        Limited limited = new Limited("rateLimits: [{name: both, per: address+user, requests: 1}]");

        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.2", "alice").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.1", "bob").status()).isEqualTo(200);
        assertThat(limited.ask("r", "192.0.2.1", "alice").status()).isEqualTo(429);
        assertThat(limited.ask("r", "192.0.2.1", "a".repeat(200)).status()).isEqualTo(200);
    }

    @Test
    void explainingSaysWhatWouldHappenAndChangesNothing() {
        Limited limited = new Limited("""
                rateLimits:
                  - {name: flood, per: address, requests: 5}
                  - {name: default, requests: 1}
                  - {name: trial, per: client, requests: 9, shadow: true}
                """);
        Request request = limited.request("r", "192.0.2.1", Headers.EMPTY);
        for (int i = 0; i < 20; i++) {
            limited.limits.beforeAuthentication().explain(request);
            limited.limits.aroundAuthentication().explain(request);
            limited.limits.afterAuthentication().explain(request);
        }

        assertThat(limited.limits.beforeAuthentication().explain(request))
                .isEqualTo(Decision.passes("flood is 5 in 60 s for each address: leaves 4"));
        assertThat(limited.limits.afterAuthentication().explain(request))
                .isEqualTo(Decision.passes("default is 1 in 60 s for each client and service: leaves 0;"
                        + " trial is 9 in 60 s for each client, in shadow mode: leaves 8"));
        assertThat(limited.limits.aroundAuthentication().explain(request)).isEqualTo(Decision.passes(""));
        assertThat(limited.limits.afterAuthentication().explain(limited.request("free", "192.0.2.1", Headers.EMPTY)))
                .isEqualTo(Decision.passes(""));
        assertThat(limited.limits.buckets().getAsLong()).isZero();

        limited.ask(request);

        assertThat(limited.limits.afterAuthentication().explain(request))
                .isEqualTo(Decision.refuses(
                        Failure.RATE_LIMITED, "default is 1 in 60 s for each client and service: wait 60 s"));
        assertThat(refusals).isEmpty();
    }

    @Test
    void anotherConfigurationKeepsTheBucketsOfLimitsThatItDoesNotChange() {
        String settings = """
                rateLimits:
                  - {name: kept, per: client, requests: 2}
                  - {name: changed, per: client, requests: %d}
                """;
        Limited before = new Limited(settings.formatted(5));
        before.ask("r", "192.0.2.1", null);

        Limited after = new Limited(settings.formatted(6), before.inheritance.next());
        Response answer = after.ask("r", "192.0.2.1", null);

        assertThat(fields(answer, "RateLimit")).containsExactly("\"kept\";r=0;t=30", "\"changed\";r=5;t=50");
    }

    @Test
    void aSharedBucketMayAnswerLater() {
        CompletableFuture<Level> later = new CompletableFuture<>();
        List<String> givenBack = new ArrayList<>();
        Buckets shared = new Buckets() {
            @Override
            public CompletableFuture<Level> take(Partition partition, String client, int tokens) {
                return later;
            }

            @Override
            public void giveBack(Partition partition, String client, int tokens) {
                givenBack.add(client + " " + tokens);
            }

            @Override
            public Level look(Partition partition, String client, int tokens) {
                return new Level(1, 0);
            }
        };
        Limited limited = new Limited("rateLimits: [{name: one, requests: 9}, {name: two, requests: 9}]");
        Request request = limited.request("r", "192.0.2.1", Headers.EMPTY);
        RouteLimit one = limit("one", request.route());
        RouteLimit two = limit("two", request.route());

        CompletableFuture<Attempt> attempt =
                new Attempt(List.of(one, two), request).take(shared).toCompletableFuture();
        assertThat(attempt).isNotDone();
        later.complete(new Level(3, 0));

        assertThat(attempt.join().refusal()).isNull();
        assertThat(givenBack).isEmpty();
    }

    private static RouteLimit limit(String name, Route route) {
        var limit = Limits.limit(name, 9, java.time.Duration.ofMinutes(1), 9);
        return new RouteLimit(limit, new LimitFields(limit), route);
    }

    private static List<String> fields(Response response, String name) {
        List<String> values = new ArrayList<>();
        response.headers().forEach((field, value) -> {
            if (field.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }

    /** A gateway of nothing but limits, authentication and an upstream. */
    private final class Limited {
        private static final String ROUTES = """

                issuers: []
                tokenExchange: {keys: keys}
                upstreams: {one: {url: "http://one"}, two: {url: "http://two"}}
                routes:
                  - {id: r, path: /r, upstream: one}
                  - {id: same, path: /same, upstream: one}
                  - {id: other, path: /other, upstream: two}
                  - {id: free, path: /free, upstream: one, rateLimit: off}
                """;

        private static final String MORE = """
                  - {id: dear, path: /dear, upstream: one, rateLimit: {cost: 4}}
                  - {id: special, path: /special, upstream: one, rateLimit: [special]}
                """;

        private final GatewayConfig config;
        private final Inheritance inheritance;
        private final RateLimits limits;
        private final Chain chain;

        Limited(String settings) {
            this(settings, Inheritance.none());
        }

        Limited(String settings, Inheritance inheritance) {
            this.inheritance = inheritance;
            this.config = config(settings + ROUTES + (settings.contains("special") ? MORE : ""));
            this.limits = RateLimits.of(
                    config,
                    inheritance,
                    now::get,
                    (limit, route, shadow) -> refusals.add(limit + " " + route + " " + shadow));
            Filter authentication = (request, next) -> {
                String name = request.headers().first("Authorization");
                if (name == null) {
                    return next.proceed(request);
                }
                verified++;
                return name.startsWith("!")
                        ? CompletableFuture.completedFuture(Failure.TOKEN_INVALID.because("It is bad."))
                        : next.proceed(request.with(new Identity(name, name, List.of(), Instant.MAX, name)));
            };
            chain = Pipeline.of(
                    List.of(
                            limits.beforeAuthentication(),
                            limits.aroundAuthentication(),
                            authentication,
                            limits.afterAuthentication()),
                    request -> CompletableFuture.completedFuture(
                            new Response(200, Headers.of("X-Upstream", "1"), Body.EMPTY)));
        }

        private static GatewayConfig config(String text) {
            try {
                return ConfigReader.read("test", text, name -> Optional.empty());
            } catch (ConfigException mistakes) {
                throw new IllegalArgumentException(mistakes);
            }
        }

        Request request(String route, String address, Headers headers) {
            return new Request(
                    "id",
                    new RequestHead("GET", "/" + route, null),
                    new Match.Found(config.routes().stream()
                            .filter(one -> one.id().equals(route))
                            .findFirst()
                            .orElseThrow()),
                    new Client(address, "http", "h"),
                    headers,
                    Body.EMPTY,
                    null);
        }

        Response ask(Request request) {
            return chain.proceed(request).toCompletableFuture().join();
        }

        Response ask(String route, String address, @Nullable String name) {
            return ask(request(route, address, name == null ? Headers.EMPTY : Headers.of("Authorization", name)));
        }
    }
}
