package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Identifying.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Everything that can have a bucket of its own, and what fills it again. */
interface RateKinds extends Situation {
    private List<Integer> statuses(int times, String path, String... headers) throws Exception {
        UPSTREAM.on("/things" + path.substring("/api".length()), call -> call.ok("served"));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            HttpRequest.Builder request = to(path);
            statuses.add(send(headers.length == 0 ? request : request.headers(headers))
                    .statusCode());
        }
        return statuses;
    }

    @Test
    default void everyApiKeyHasItsOwnAndWhoHasNoneIsNotCounted() throws Exception {
        assertThat(statuses(3, "/api/rate/key", "X-API-Key", "one")).containsExactly(200, 200, 429);
        assertThat(statuses(3, "/api/rate/key", "X-API-Key", "two")).containsExactly(200, 200, 429);
        assertThat(statuses(4, "/api/rate/key")).containsOnly(200);
        AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
        UPSTREAM.on("/things/rate/key", call -> {
            seen.set(call.header("X-API-Key"));
            call.ok("served");
        });
        assertThat(send(to("/api/rate/key").header("X-API-Key", "three")).statusCode())
                .isEqualTo(200);
        assertThat(seen.get()).as("by the upstream, too").containsExactly("three");
    }

    @Test
    default void everyUserHasItsOwnAndWhoIsUnknownIsNotCounted() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
        String[] ada = {"Authorization", "Bearer " + TOKENS.token(Instant.now(), claims -> claims.subject("ada"))};
        String[] bob = {"Authorization", "Bearer " + TOKENS.token(Instant.now(), claims -> claims.subject("bob"))};

        assertThat(statuses(2, "/api/rate/users", ada)).containsExactly(200, 429);
        assertThat(statuses(2, "/api/rate/users", bob)).containsExactly(200, 429);
        assertThat(statuses(3, "/api/rate/users")).containsOnly(200);
    }

    @Test
    default void aRouteOfItsOwnIsSharedByAllClients() throws Exception {
        assertThat(statuses(2, "/api/rate/route-a")).containsExactly(200, 200);
        assertThat(rawFrom("127.0.0.3", "GET /api/rate/route-a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 429");
        assertThat(statuses(2, "/api/rate/route-b")).as("another route").containsExactly(200, 200);
    }

    @Test
    default void routesOfOneServiceShareAndServicesAreApart() throws Exception {
        assertThat(statuses(1, "/api/rate/service-a")).containsExactly(200);
        assertThat(statuses(2, "/api/rate/service-b")).containsExactly(200, 429);
        assertThat(statuses(1, "/api/rate/service-a")).containsExactly(429);
        assertThat(statuses(2, "/api/rate/service-other")).containsExactly(200, 200);
    }

    @Test
    default void whatIsDearTakesMore() throws Exception {
        assertThat(statuses(3, "/api/rate/dear")).containsExactly(200, 200, 429);
    }

    @Test
    default void whereLimitsAreOffNothingIsCountedOrTold() throws Exception {
        assertThat(statuses(130, "/api/rate/off")).containsOnly(200);
        assertThat(send(to("/api/rate/off")).headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    default void afterABurstTokensComeBackAsFastAsTheLimitSays() throws Exception {
        long begin = System.nanoTime();
        assertThat(statuses(2, "/api/rate/burst")).containsExactly(200, 200);
        HttpResponse<String> refused = send(to("/api/rate/burst"));
        assertThat(refused.statusCode()).isEqualTo(429);
        long wait = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
        // One comes in five seconds, of which some have passed on a machine with much else to do.
        assertThat(wait).isBetween(5 - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), 5L);

        TimeUnit.SECONDS.sleep(wait);
        assertThat(statuses(2, "/api/rate/burst")).containsExactly(200, 429);
    }

    @Test
    default void aFloodOfAddressesHoldsBackNobodyElse() throws Exception {
        UPSTREAM.on("/things/rate/addresses", call -> call.ok("served"));
        for (int i = 0; i < 200; i++) {
            assertThat(from("203.0." + (i / 100) + "." + i)).startsWith("HTTP/1.1 200");
        }
        assertThat(from("203.0.0.7")).startsWith("HTTP/1.1 429");
        assertThat(from("2001:db8:0:1::1")).startsWith("HTTP/1.1 200");
        assertThat(from("2001:db8:0:1:ffff::2")).as("of the same network").startsWith("HTTP/1.1 429");
    }

    private String from(String client) throws Exception {
        return rawFrom(
                "127.0.0.2",
                "GET /api/rate/addresses HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Forwarded-For: " + client
                        + "\r\n\r\n");
    }

    @Test
    default void aReloadGivesNobodyTokensBack() throws Exception {
        assertThat(statuses(2, "/api/rate/kept")).containsExactly(200, 429);
        UPSTREAM.on("/things/added/kept", call -> call.ok("new"));
        Files.writeString(Reloading.ROUTES, Reloading.original() + Reloading.ADDED);
        for (int i = 0; i < 300 && send(to("/api/added/kept")).statusCode() != 200; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }

        assertThat(send(to("/api/added/kept")).statusCode()).isEqualTo(200);
        assertThat(statuses(1, "/api/rate/kept")).containsExactly(429);
    }
}
