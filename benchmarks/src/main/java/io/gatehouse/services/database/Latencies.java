package io.gatehouse.services.database;

import java.util.Arrays;

/** How long each of many things took. */
public final class Latencies {
    private long[] micros = new long[1024];
    private int count;

    public synchronized void add(long took) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = took;
    }

    /** In milliseconds, the one that this share of all is not above; 0 when there are none. */
    public synchronized double percentile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / 1e3;
    }

    public synchronized int count() {
        return count;
    }
}
