package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.resilience.OutlierEjection;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The instances that can be chosen at present, each with its share. Those that are down, ejected, or were tried already have none. */
final class Candidates {
    // With less, an instance that has come back would hardly be asked and could not show that it is well.
    private static final double SMALLEST_RAMP = 0.1;

    private final List<Instance> instances;
    private final boolean weighted;
    private final @Nullable OutlierEjection ejection;
    private final long slowStart;
    private final LongSupplier nanoTime;

    /**
     * All of an upstream.
     *
     * @param weighted whether weights count
     * @param slowStart how long the share of one that has come back grows from a tenth to the whole
     */
    Candidates(
            List<Instance> instances,
            boolean weighted,
            @Nullable OutlierEjection ejection,
            Duration slowStart,
            LongSupplier nanoTime) {
        this.instances = List.copyOf(instances);
        this.weighted = weighted;
        this.ejection = ejection;
        this.slowStart = slowStart.toNanos();
        this.nanoTime = nanoTime;
    }

    int size() {
        return instances.size();
    }

    Instance get(int index) {
        return instances.get(index);
    }

    /**
     * What an instance gets of the requests, compared with the others; 0 when it can get none.
     *
     * @param tried the indexes that do not count, as bits
     */
    double share(int index, long tried) {
        Instance instance = instances.get(index);
        if ((tried & (1L << index)) != 0 || instance.isDown() || isEjected(index)) {
            return 0;
        }
        double weight = weighted ? instance.weight() : 1;
        return slowStart == 0 ? weight : weight * ramp(index, instance);
    }

    boolean isEjected(int index) {
        return ejection != null && ejection.isEjected(index);
    }

    private double ramp(int index, Instance instance) {
        long back = instance.nanosUp(nanoTime.getAsLong());
        if (ejection != null) {
            back = Math.min(back, ejection.nanosSinceReturn(index));
        }
        return back >= slowStart ? 1 : Math.max(SMALLEST_RAMP, (double) back / slowStart);
    }
}
