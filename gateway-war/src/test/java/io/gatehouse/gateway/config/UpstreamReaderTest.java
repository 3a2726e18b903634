package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.gateway.config.GatewayConfig.LoadBalancer.Policy;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.resilience.AdaptiveLimit;
import io.gatehouse.gateway.resilience.CircuitBreaker;
import io.gatehouse.gateway.resilience.OutlierEjection;
import io.gatehouse.gateway.resilience.Retry;
import io.gatehouse.gateway.resilience.RetryBudget;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.FixedAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamReaderTest {
    private static final String ONE = "url: 'http://h'";

    private static String file(String upstream, String route) {
        return """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams:
                  u: {%s}
                  v: {url: "http://v"}
                routes:
                  - {id: r, path: /x, upstream: u%s}
                """.formatted(upstream, route);
    }

    private static GatewayConfig read(String text) throws ConfigException {
        return ConfigReader.read("routes.yaml", text, name -> Optional.empty());
    }

    private static GatewayConfig.Upstream upstream(String settings) throws ConfigException {
        return Objects.requireNonNull(read(file(settings, "")).upstreams().get("u"));
    }

    @Test
    void anUpstreamThatSaysNothingHasOneInstanceAndNoProtection() throws ConfigException {
        assertThat(upstream(ONE)).isEqualTo(new GatewayConfig.Upstream(URI.create("http://h"), "u", "/health/ready"));
    }

    @Test
    void anUpstreamMayBeOptional() throws ConfigException {
        GatewayConfig config = read(file(ONE + ", optional: true", ""));

        assertThat(config.isOptional("u")).isTrue();
        assertThat(config.isOptional("another")).isFalse();
        assertThat(read(file(ONE, "")).isOptional("u")).isFalse();
    }

    @Test
    void sectionsThatSayNothingHaveTheirDefaults() throws ConfigException {
        GatewayConfig.Upstream upstream =
                upstream(ONE + ", retry: {}, circuitBreaker: {}, adaptiveLimit: {}, outlierEjection: {}, probe: {}");

        assertThat(upstream.retry())
                .isEqualTo(new Retry.Settings(
                        1,
                        Duration.ofMillis(25),
                        Duration.ofMillis(25),
                        Duration.ofSeconds(10),
                        Set.of(502, 503, 504),
                        Set.of(
                                Failure.UPSTREAM_BROKEN,
                                Failure.UPSTREAM_TIMEOUT,
                                Failure.UPSTREAM_UNREACHABLE,
                                Failure.UPSTREAM_CONNECT_TIMEOUT),
                        new RetryBudget.Settings(0.2, 3)));
        assertThat(upstream.circuitBreaker())
                .isEqualTo(new CircuitBreaker.Settings(20, 0.5, 5, Duration.ofSeconds(30), 1));
        assertThat(upstream.adaptiveLimit()).isEqualTo(new AdaptiveLimit.Settings(5, 1_000, 20, 2));
        assertThat(upstream.outlierEjection()).isEqualTo(new OutlierEjection.Settings(5, Duration.ofSeconds(30), 0.5));
        assertThat(upstream.probe())
                .isEqualTo(
                        new GatewayConfig.Probe("/health/ready", Duration.ofSeconds(5), Duration.ofSeconds(1), 1, 3));
    }

    @Test
    void instancesAndPoliciesAreRead() throws ConfigException {
        GatewayConfig.Upstream upstream = upstream("instances: [{url: 'http://a', weight: 3}, {url: 'http://b/x/'}],"
                + " loadBalancer: {policy: sticky, header: X-Tenant, slowStart: 5s}");

        assertThat(upstream.url()).isNull();
        assertThat(upstream.instances())
                .containsExactly(
                        new GatewayConfig.Instance(URI.create("http://a"), 3),
                        new GatewayConfig.Instance(URI.create("http://b/x"), 1));
        assertThat(upstream.loadBalancer())
                .isEqualTo(new GatewayConfig.LoadBalancer(Policy.STICKY, null, "X-Tenant", Duration.ofSeconds(5)));
        assertThat(upstream(ONE + ", loadBalancer: powerOfTwoChoices")
                        .loadBalancer()
                        .policy())
                .isEqualTo(Policy.POWER_OF_TWO_CHOICES);
    }

    @Test
    void aFieldThatNoClientMaySendChoosesAnInstanceIfARuleBringsIt() throws ConfigException {
        String sticky = ONE + ", loadBalancer: {policy: sticky, header: X-User}";

        for (String rule :
                List.of("set: {x-user: a}", "setIfAbsent: {X-User: a}", "add: {X-User: a}", "rename: {X-A: X-User}")) {
            GatewayConfig config = read(file(sticky, ", request: {headers: {" + rule + "}}"));
            assertThat(Objects.requireNonNull(config.upstreams().get("u"))
                            .loadBalancer()
                            .header())
                    .as(rule)
                    .isEqualTo("X-User");
        }
        assertThat(errors(file(sticky, ", request: {headers: {rename: {X-User: X-A}}}")))
                .singleElement()
                .asString()
                .contains("upstreams.u.loadBalancer.header: is dropped from all requests before any route is asked");
    }

    @Test
    void aFallbackIsReadWithItsRoute() throws ConfigException {
        assertThat(read(file(ONE, ", fallback: {answer: {body: '[]'}}"))
                        .routes()
                        .get(0)
                        .fallback())
                .isEqualTo(new Fallback(Set.of(502, 503, 504), new FixedAnswer(200, "application/json", "[]"), null));
        assertThat(read(file(ONE, ", fallback: {statuses: [500], upstream: v}"))
                        .routes()
                        .get(0)
                        .fallback())
                .isEqualTo(new Fallback(Set.of(500), null, "v"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "audience: a | upstreams.u.url: is missing",
                "instances: [] | upstreams.u.instances: must be from 1 to 64",
                "instances: [{weight: 1}] | upstreams.u.instances[0].url: is missing",
                "instances: [{url: 'http://a'}, {url: 'http://a/'}] | upstreams.u.instances[1].url: another instance has it",
                "instances: [{url: 'http://a', weight: 0}] | instances[0].weight: is not a whole number from 1 to 1000: 0",
                "instances: [{url: 'http://a'}, {url: 'https://b'}] | upstreams.u.instances: must all have http URLs",
                "url: 'http://h', instances: [{url: 'http://a'}] | upstreams.u.url: stands beside instances",
                "url: 'http://h', loadBalancer: roundrobin | is none of [powerOfTwoChoices, roundRobin, sticky, weighted]",
                "url: 'http://h', loadBalancer: sticky | must be a mapping with policy sticky and cookie or header",
                "url: 'http://h', loadBalancer: {policy: sticky} | either cookie or header belongs to sticky",
                "url: 'http://h', loadBalancer: {policy: sticky, cookie: a, header: b} | either cookie or header",
                "url: 'http://h', loadBalancer: {policy: weighted, cookie: a} | to no other policy",
                "url: 'http://h', loadBalancer: {policy: sticky, cookie: 'a;b'} | is not the name of a cookie or header: a;b",
                "url: 'http://h', loadBalancer: {policy: sticky, header: x_user} | upstreams.u.loadBalancer.header: is dropped from all requests",
                "url: 'http://h', loadBalancer: {policy: sticky, header: X-Forwarded-For} | upstreams.u.loadBalancer.header: is dropped from all requests",
                "url: 'http://h', retry: {maxRetries: 11} | retry.maxRetries: is not a whole number from 1 to 10: 11",
                "url: 'http://h', retry: {statuses: [200]} | retry.statuses[0]: is not a whole number from 400 to 599: 200",
                "url: 'http://h', retry: {failures: [CLIENT_GONE]} | retry.failures[0]: is no failure of an upstream",
                "url: 'http://h', retry: {budget: {ratio: x}} | retry.budget.ratio: is not a number from 0.0 to 10.0: x",
                "url: 'http://h', retry: {maxretries: 1} | unknown key (did you mean maxRetries?)",
                "url: 'http://h', circuitBreaker: {failureRatio: 1.5} | failureRatio: is not a number from 0.0 to 1.0: 1.5",
                "url: 'http://h', bulkhead: {} | upstreams.u.bulkhead.maxConcurrent: is missing",
                "url: 'http://h', adaptiveLimit: {initialLimit: 2} | initialLimit: must be between minLimit and maxLimit",
                "url: 'http://h', probe: {timeout: 4s} | probe.timeout: must not be longer than 3s",
                "url: 'http://h', failureStatuses: [99] | failureStatuses[0]: is not a whole number from 400 to 599: 99"
            })
    void namesWhatIsWrong(String upstream, String message) {
        assertThat(errors(file(upstream, "")))
                .anySatisfy(error -> assertThat(error).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | routes[0].fallback: must have either answer or upstream",
                "{upstream: v, answer: {body: ''}} | routes[0].fallback: must have either answer or upstream",
                "{upstream: w} | routes[0].fallback.upstream: unknown upstream w",
                "{upstream: u} | routes[0].fallback.upstream: is the upstream of the route itself",
                "{answer: {}} | routes[0].fallback.answer.body: is missing",
                "{answer: {body: '', status: 99}} | fallback.answer.status: is not a whole number from 200 to 599: 99"
            })
    void namesWhatIsWrongWithAFallback(String fallback, String message) {
        assertThat(errors(file(ONE, ", fallback: " + fallback)))
                .anySatisfy(error -> assertThat(error).contains(message));
    }

    @Test
    void theExampleOfTheDocumentationHasNoMistake() throws IOException, ConfigException {
        String page = Files.readString(Path.of("../docs/resilience.md"));
        int from = page.indexOf("```yaml") + "```yaml".length();
        String example = page.substring(from, page.indexOf("```", from));

        GatewayConfig config = read("issuers: []\ntokenExchange: {keys: keys}\n" + example);

        assertThat(config.upstreams()).containsOnlyKeys("orders", "archive");
        assertThat(config.routes())
                .allSatisfy(route -> assertThat(route.fallback()).isNotNull());
    }

    private static List<String> errors(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).errors();
    }
}
