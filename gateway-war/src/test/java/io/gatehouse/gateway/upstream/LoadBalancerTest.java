package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadBalancerTest {
    @Test
    void roundRobinGoesInTurnWhateverTheWeights() {
        Service service = new Service("a*9 b c", "loadBalancer: roundRobin");
        service.get(9);

        assertThat(service.asked()).isEqualTo("abcabcabc");
    }

    @Test
    void whoIsDownLeavesNoGapThatANeighbourWouldHaveToFill() {
        Service service = new Service("a b c", "loadBalancer: roundRobin");
        service.get(3);
        service.attempts.get(1).instance().setDown(true, 0);
        service.attempts.clear();
        service.get(1_000);

        assertThat(service.count("a")).isEqualTo(500);
        assertThat(service.count("c")).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void weightedDividesEveryStretchInProportion(long seed) {
        Random random = new Random(seed);
        int[] weights = {1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20)};
        Service service =
                new Service("a*" + weights[0] + " b*" + weights[1] + " c*" + weights[2], "loadBalancer: weighted");
        double total = weights[0] + weights[1] + weights[2];
        for (int stretch = 0; stretch < 20; stretch++) {
            service.attempts.clear();
            int length = 100 + random.nextInt(400);
            service.get(length);
            String[] names = {"a", "b", "c"};
            for (int i = 0; i < names.length; i++) {
                double fair = length * weights[i] / total;
                assertThat((double) service.count(names[i])).isBetween(fair - 5, fair + 5);
            }
        }
    }

    @Test
    void whoComesBackBeginsWithATenthOfItsShareAndGrows() {
        Service service = new Service("a b", "loadBalancer: {policy: roundRobin, slowStart: 100s}");
        service.get(2);
        Instance back = service.attempts.get(1).instance();
        back.setDown(true, service.time.getAsLong());
        service.time.pass(Duration.ofHours(1));
        back.setDown(false, service.time.getAsLong());

        assertThat(shareOfB(service)).isBetween(0.07, 0.11);
        service.time.pass(Duration.ofSeconds(50));
        assertThat(shareOfB(service)).isBetween(0.31, 0.36);
        service.time.pass(Duration.ofSeconds(50));
        assertThat(shareOfB(service)).isEqualTo(0.5);
    }

    private static double shareOfB(Service service) {
        service.attempts.clear();
        service.get(1_000);
        return service.count("b") / 1_000.0;
    }

    @Test
    void whoWasEjectedStartsSlowlyToo() {
        Service service = new Service(
                "a b", "loadBalancer: {slowStart: 100s}, outlierEjection: {consecutiveFailures: 1, baseEjection: 10s}");
        service.answers("b", 500);
        service.get(2);
        service.answers("b", 200);
        service.time.pass(Duration.ofSeconds(10));

        assertThat(shareOfB(service)).isBetween(0.07, 0.11);
    }

    @Test
    void theLessBusyOfTwoGetsTheRequest() {
        Service service = new Service("a b", "loadBalancer: powerOfTwoChoices");
        service.hangs("a");
        service.hangs("b");
        for (int i = 0; i < 40; i++) {
            service.begin();
            assertThat(Math.abs(service.count("a") - service.count("b"))).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void powerOfTwoChoicesPicksEverybodyAndNeverWhoIsDown() {
        Service service = new Service("a b c d", "loadBalancer: powerOfTwoChoices");
        service.get(400);
        for (String name : new String[] {"a", "b", "c", "d"}) {
            assertThat(service.count(name)).isPositive();
        }
        Instance down = service.attempts.get(0).instance();
        down.setDown(true, 0);
        service.attempts.clear();
        service.get(400);

        assertThat(service.attempts).extracting(Attempt::instance).doesNotContain(down);
        assertThat(service.upstream.wouldChoose(service.request("GET"))).isNotEqualTo(down);
    }

    @Test
    void stickyByHeaderKeepsEachValueWithOneAndMovesOnlyTheValuesOfWhoGoes() {
        Service service = new Service("a b c", "loadBalancer: {policy: sticky, header: X-Tenant}");
        Map<String, Instance> homes = new HashMap<>();
        for (int user = 0; user < 300; user++) {
            service.get("X-Tenant", "u" + user);
            homes.put(
                    "u" + user,
                    service.attempts.get(service.attempts.size() - 1).instance());
        }
        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(service.count(name)).isBetween(70L, 130L);
        }
        Instance gone = service.attempts.get(0).instance();
        gone.setDown(true, 0);

        homes.forEach((user, home) -> {
            Instance now = service.upstream.wouldChoose(service.request("GET", "X-Tenant", user));
            if (home == gone) {
                assertThat(now).isNotNull().isNotEqualTo(gone);
            } else {
                assertThat(now).isSameAs(home);
            }
        });
    }

    @Test
    void withoutTheHeaderRequestsGoInTurn() {
        Service service = new Service("a b c", "loadBalancer: {policy: sticky, header: X-Tenant}");
        service.get(6);

        assertThat(service.asked()).isEqualTo("abcabc");
    }

    @Test
    void stickyByCookieKeepsAClientWithOneAndTellsItTheCookieOnce() {
        Service service = new Service("a b c", "loadBalancer: {policy: sticky, cookie: at}");
        service.answers("a", new Response(200, Headers.of("Set-Cookie", "own=1"), Body.EMPTY));
        Response first = service.get();
        String set = setCookie(first);
        assertThat(first.headers().count("Set-Cookie")).isEqualTo(2);
        assertThat(set).startsWith("at=").endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        String cookie = set.substring(0, set.indexOf(';'));
        service.asked();

        for (int i = 0; i < 5; i++) {
            Response next = service.get("Cookie", "x=y; " + cookie + "; z=at=b");
            assertThat(next.headers().count("Set-Cookie")).isEqualTo(1);
        }
        assertThat(service.asked()).isEqualTo("aaaaa");
    }

    @Test
    void stickyFallsBackWhenTheInstanceIsDownAndMovesTheClient() {
        Service service = new Service("a b", "loadBalancer: {policy: sticky, cookie: at}");
        String set = setCookie(service.get());
        String cookie = set.substring(0, set.indexOf(';'));
        service.attempts.get(0).instance().setDown(true, 0);
        service.asked();

        Response moved = service.get("Cookie", cookie);

        assertThat(service.asked()).isEqualTo("b");
        assertThat(setCookie(moved)).startsWith("at=").doesNotContain(cookie);
    }

    @Test
    void aCookieThatNamesNobodyIsNoMatter() {
        Service service = new Service("a b", "loadBalancer: {policy: sticky, cookie: at}");

        assertThat(service.get("Cookie", "at=; atx=1; at").status()).isEqualTo(200);
        assertThat(service.get("Cookie", ";;at=zz").status()).isEqualTo(200);
    }

    @Test
    void aFailureDoesNotBindTheClientToWhoFailed() {
        Service service = new Service("a", "loadBalancer: {policy: sticky, cookie: at}");
        service.answers("a", 503);

        assertThat(service.get().headers().contains("Set-Cookie")).isFalse();
    }

    private static String setCookie(Response response) {
        String[] last = {null};
        response.headers().forEach((name, value) -> last[0] = name.equals("Set-Cookie") ? value : last[0]);
        return Objects.requireNonNull(last[0]);
    }
}
