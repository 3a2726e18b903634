package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What an upstream counts besides the figures of its instances. */
final class Tally {
    private final LongAdder retries = new LongAdder();
    private final Map<Failure, LongAdder> refusals = new EnumMap<>(Failure.class);

    Tally() {
        for (Failure failure : Gates.REFUSALS) {
            refusals.put(failure, new LongAdder());
        }
    }

    void retry() {
        retries.increment();
    }

    void refusal(Failure failure) {
        LongAdder count = refusals.get(failure);
        if (count != null) {
            count.increment();
        }
    }

    long retries() {
        return retries.sum();
    }

    Map<Failure, Long> refusals() {
        Map<Failure, Long> sums = new EnumMap<>(Failure.class);
        refusals.forEach((failure, count) -> sums.put(failure, count.sum()));
        return sums;
    }
}
