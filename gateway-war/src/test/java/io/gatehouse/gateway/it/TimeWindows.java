package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Routes that hold from a time on, or until one. */
interface TimeWindows extends Reloading {
    @Test
    default void aRouteHoldsWithinItsTimeOnly() throws Exception {
        assertThat(send(to("/api/window/open")).statusCode()).isEqualTo(200);
        assertThat(send(to("/api/window/to-come")).statusCode()).isEqualTo(404);
        assertThat(send(to("/api/window/over")).statusCode()).isEqualTo(404);
    }

    @Test
    default void itOpensAndClosesByItself() throws Exception {
        Instant after = Instant.now().plusSeconds(10);
        Instant before = after.plusSeconds(10);
        Reloading.replace(Reloading.original()
                + "  - {id: soon, path: /api/window/soon, when: {after: %s, before: %s}, answer: {body: '{}'}, access: public}\n"
                        .formatted(after, before));
        assertThat(reload("").statusCode()).isEqualTo(200);

        List<Integer> statuses = new ArrayList<>();
        while (Instant.now().isBefore(before)) {
            Instant asked = Instant.now();
            int status = send(to("/api/window/soon")).statusCode();
            Instant answered = Instant.now();
            if (answered.isBefore(after) || asked.isAfter(before)) {
                assertThat(status).isEqualTo(404);
            } else if (asked.isAfter(after) && answered.isBefore(before)) {
                assertThat(status).isEqualTo(200);
            }
            statuses.add(status);
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(statuses).contains(404, 200);
        assertThat(send(to("/api/window/soon")).statusCode()).isEqualTo(404);
    }
}
