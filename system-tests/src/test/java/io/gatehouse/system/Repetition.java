package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.UUID;

/** What becomes of a request that is sent again with its Idempotency-Key. */
final class Repetition {
    static final String KEY = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";

    private Repetition() {}

    /** Sends it with a new key, and again; the answer of the first, which the second has got, too. */
    static Answer doneOnce(Call call) {
        String key = UUID.randomUUID().toString();
        Answer first = call.send(KEY, key);
        Answer again = call.send(KEY, key);

        String what = call + ": " + first + ", and again: " + again;
        assertThat(first.header(REPLAYED)).as(what).isEmpty();
        assertThat(again.header(REPLAYED)).as(what).hasValue("true");
        assertThat(again.status()).as(what).isEqualTo(first.status());
        assertThat(again.http().body()).as(what).isEqualTo(first.http().body());
        call.operation()
                .headers()
                .forEach(header -> assertThat(again.header(header)).as(what).isEqualTo(first.header(header)));
        return first;
    }
}
