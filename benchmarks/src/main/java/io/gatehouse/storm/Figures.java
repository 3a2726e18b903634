package io.gatehouse.storm;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came of the requests of one kind in one phase: how many ended how, and how long they took. */
final class Figures {
    // Eight steps for each doubling, from 2^10 ns to 2^36 ns: a minute.
    private static final int STEPS = 8;
    private static final int LEAST = 10;
    private static final int MOST = 36;

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final long[] latencies = new long[(MOST - LEAST) * STEPS];

    synchronized void count(String outcome, long nanos) {
        outcomes.merge(outcome, 1L, Long::sum);
        double step = (Math.log((double) nanos) / Math.log(2) - LEAST) * STEPS;
        latencies[(int) Math.max(0, Math.min(latencies.length - 1, step))]++;
    }

    synchronized long all() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long of(String outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    synchronized Map<String, Long> outcomes() {
        return new TreeMap<>(outcomes);
    }

    /** In milliseconds, some 9 % too much at the most; 0 when nothing was counted. */
    synchronized double percentile(double share) {
        long left = (long) Math.ceil((double) Arrays.stream(latencies).sum() * share);
        for (int i = 0; left > 0 && i < latencies.length; i++) {
            left -= latencies[i];
            if (left <= 0) {
                return Math.pow(2, LEAST + (i + 1.0) / STEPS) / 1e6;
            }
        }
        return 0;
    }
}
