package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Request;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In turn, or in proportion to the shares when those differ.
 *
 * <p>Equal shares: the n-th request goes to the n-th of the candidates, modulo their number. An instance that is out leaves no gap, so its
 * neighbour does not get its requests on top of its own. Different shares: the candidates lie side by side on a line, each as long as its share, and the
 * n-th request goes to whoever lies at the fractional part of n times the golden ratio. Those points are spread as evenly as points can be, however many
 * there are, so every stretch of requests is divided in proportion; unlike with smooth weighted round robin there is nothing
 * to lock and nothing to remember but n.
 */
final class RoundRobin implements LoadBalancer {
    // 2^64 divided by the golden ratio: the multiplication overflows and leaves the fractional part.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLong turns = new AtomicLong();

    @Override
    public int choose(Request request, Candidates candidates, long tried) {
        if (candidates.size() == 1) {
            return only(candidates, tried);
        }
        // A retry takes no turn: with two instances, of which one fails, every first try would go to that one.
        return at(tried == 0 ? turns.getAndIncrement() : turns.get(), candidates, tried);
    }

    @Override
    public void withdraw(Request request, Candidates candidates, long tried) {
        if (candidates.size() > 1 && tried == 0) {
            turns.getAndDecrement();
        }
    }

    @Override
    public int peek(Request request, Candidates candidates) {
        return at(turns.get(), candidates, 0);
    }

    private static int only(Candidates candidates, long tried) {
        return candidates.share(0, tried) > 0 ? 0 : -1;
    }

    private static int at(long turn, Candidates candidates, long tried) {
        int count = 0;
        double total = 0;
        double one = 0;
        boolean even = true;
        for (int i = 0; i < candidates.size(); i++) {
            double share = candidates.share(i, tried);
            if (share > 0) {
                even &= count == 0 || share == one;
                one = share;
                total += share;
                count++;
            }
        }
        if (count == 0) {
            return -1;
        }
        double point = even ? (Math.floorMod(turn, count) + 0.5) * one : Hashes.fraction(spread(turn, tried)) * total;
        return at(point, candidates, tried);
    }

    /** The turn of a retry is next to that of its first try, and would lie at the same distance from it each time. */
    private static long spread(long turn, long tried) {
        return tried == 0 ? turn * GOLDEN : Hashes.mix(turn);
    }

    private static int at(double point, Candidates candidates, long tried) {
        double left = point;
        int last = -1;
        for (int i = 0; i < candidates.size(); i++) {
            double share = candidates.share(i, tried);
            if (share > 0) {
                last = i;
                left -= share;
                if (left < 0) {
                    return i;
                }
            }
        }
        // One may have gone between the two looks.
        return last;
    }
}
