package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the limits of a configuration count together, and whom apart. */
class RateLimitsTest {
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
    void usersOfTwoIssuersAreTwoWhateverTheyAreCalled() {
        for (String per : List.of("client", "user", "client+service", "address+user")) {
            Limited limited = new Limited("rateLimits: [{name: default, per: " + per + ", requests: 1}]");

            assertThat(limited.ask("r", "192.0.2.1", "42@one").status()).as(per).isEqualTo(200);
            assertThat(limited.ask("r", "192.0.2.1", "42@other").status())
                    .as(per)
                    .isEqualTo(200);
            assertThat(limited.ask("r", "192.0.2.1", "42@one").status()).as(per).isEqualTo(429);
            assertThat(limited.ask("r", "192.0.2.1", "42@other").status())
                    .as(per)
                    .isEqualTo(429);
        }
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
        assertThat(limited.verified).isEqualTo(5);
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
        assertThat(Limited.fields(limited.ask("special", "192.0.2.1", null), "RateLimit"))
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
        assertThat(ClientName.of(RateLimit.Part.API_KEY, limited.request("r", "192.0.2.1", other)))
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

        assertThat(Limited.fields(answer, "RateLimit")).containsExactly("\"kept\";r=0;t=30", "\"changed\";r=5;t=50");
    }
}
