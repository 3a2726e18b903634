package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import org.junit.jupiter.api.Test;

/** What clients are told of the limits that they meet, and operators of those that they would. */
class RateLimitsToldTest {
    private static final long SECOND = 1_000_000_000;

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
        limited.now.addAndGet(10 * SECOND);
        assertThat(limited.ask("r", "192.0.2.1", null).status()).isEqualTo(200);
        assertThat(limited.refusals).containsExactly("default r false");
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
        limited.now.addAndGet(SECOND);
        Response later = limited.ask("r", "192.0.2.1", null);

        assertThat(first.headers())
                .isEqualTo(Headers.of(
                        "X-Upstream", "1",
                        "RateLimit-Policy", "\"second\";q=1;w=1",
                        "RateLimit", "\"second\";r=1;t=1",
                        "RateLimit-Policy", "\"minute\";q=10;w=60",
                        "RateLimit", "\"minute\";r=9;t=54"));
        assertThat(Limited.fields(later, "RateLimit")).containsExactly("\"second\";r=0;t=1", "\"minute\";r=7;t=42");
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
        assertThat(limited.refusals).containsExactly("minute r false", "hour r false", "second r false");
        assertThat(Limited.fields(refused, "RateLimit"))
                .containsExactly("\"minute\";r=0;t=60", "\"hour\";r=0;t=3600", "\"second\";r=0;t=1");
    }

    @Test
    void inShadowModeALimitCountsAndNeitherRefusesNorTells() {
        Limited limited = new Limited("rateLimits: [{name: trial, requests: 1, shadow: true}]");

        limited.ask("r", "192.0.2.1", null);
        Response beyond = limited.ask("r", "192.0.2.1", null);

        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.headers()).isEqualTo(Headers.of("X-Upstream", "1"));
        assertThat(limited.refusals).containsExactly("trial r true");
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
        assertThat(limited.refusals).isEmpty();
    }
}
