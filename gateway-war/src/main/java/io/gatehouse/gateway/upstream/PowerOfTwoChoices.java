package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Request;
import java.util.function.DoubleSupplier;

/**
 * The less busy of two that chance has picked: nearly as even as asking all, without sending everybody to the same one that was least busy a
 * moment ago (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing"). Busy is the number of calls in flight for each unit of share.
 */
final class PowerOfTwoChoices implements LoadBalancer {
    private final DoubleSupplier random;

    PowerOfTwoChoices(DoubleSupplier random) {
        this.random = random;
    }

    @Override
    public int choose(Request request, Candidates candidates, long tried) {
        int count = 0;
        for (int i = 0; i < candidates.size(); i++) {
            count += candidates.share(i, tried) > 0 ? 1 : 0;
        }
        if (count <= 1) {
            return pick(0, candidates, tried);
        }
        int one = (int) (random.getAsDouble() * count);
        int other = (int) (random.getAsDouble() * (count - 1));
        return lessBusy(
                pick(one, candidates, tried),
                pick(other < one ? other : other + 1, candidates, tried),
                candidates,
                tried);
    }

    @Override
    public int peek(Request request, Candidates candidates) {
        int best = -1;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.share(i, 0) > 0) {
                best = lessBusy(best, i, candidates, 0);
            }
        }
        return best;
    }

    private static int pick(int nth, Candidates candidates, long tried) {
        int left = nth;
        int last = -1;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.share(i, tried) > 0) {
                last = i;
                if (left-- == 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private static int lessBusy(int one, int other, Candidates candidates, long tried) {
        if (one < 0 || other < 0) {
            return Math.max(one, other);
        }
        return busy(other, candidates, tried) < busy(one, candidates, tried) ? other : one;
    }

    private static double busy(int index, Candidates candidates, long tried) {
        return (candidates.get(index).inFlight() + 1) / candidates.share(index, tried);
    }
}
