package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests at once an upstream gets follows how long it takes. */
interface Adapting extends Measuring {
    private double limit() throws Exception {
        return metrics().sum(PREFIX + "upstream_limit", "upstream=\"protect-adapting\"");
    }

    /** Three at once, again and again, of which those are refused that are too many. */
    private void crowdUntil(DoublePredicate found) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        double now = limit();
        while (!found.test(now) && Instant.now().isBefore(end)) {
            List<CompletableFuture<HttpResponse<String>>> crowd = IntStream.range(0, 3)
                    .mapToObj(i -> CLIENT.sendAsync(to("/protect/adapting").build(), BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> one : crowd) {
                assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isIn(200, 503);
            }
            now = limit();
        }
        assertThat(now).matches(found::test);
    }

    @Test
    default void theLimitFallsWhileTheServiceIsSlowAndRisesWhenItIsQuickAgain() throws Exception {
        AtomicLong millis = new AtomicLong(50);
        UPSTREAM.on("/protect/adapting", call -> {
            TimeUnit.MILLISECONDS.sleep(millis.get());
            call.ok("served");
        });
        // One after the other, for longer than a window: so quick is it when nobody crowds it.
        for (int i = 0; i < 40; i++) {
            assertThat(send(to("/protect/adapting")).body()).isEqualTo("served");
        }
        assertThat(limit()).isEqualTo(4);

        millis.set(1_000);
        crowdUntil(limit -> limit < 4);
        millis.set(50);
        crowdUntil(limit -> limit == 4);
    }
}
