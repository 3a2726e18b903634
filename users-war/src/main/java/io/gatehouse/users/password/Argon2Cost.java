package io.gatehouse.users.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one hash costs, at least one of the equivalent settings that the OWASP Password Storage Cheat Sheet recommends.
 *
 * @param memoryKib memory, in KiB, up to 1 GiB
 * @param passes over that memory, 1 to 100
 */
public record Argon2Cost(int memoryKib, int passes) {
    /** The recommendation with the least memory but one pass more than the fastest. */
    public static final Argon2Cost DEFAULT = new Argon2Cost(19 * 1024, 2);

    /** The library keeps every setting that was ever used, with as much memory as it asks for, for good. */
    private static final int LITTLE_KIB = 2048;

    private static final int MOST_KIB = 1024 * 1024;
    private static final int MOST_PASSES = 100;

    public Argon2Cost {
        if (memoryKib > MOST_KIB || passes > MOST_PASSES || !isRecommended(memoryKib, passes)) {
            throw new IllegalArgumentException(
                    "gatehouse.argon2.memory=" + memoryKib + " (KiB) and gatehouse.argon2.passes=" + passes
                            + " are less than OWASP recommends, or more than 1048576 and 100");
        }
    }

    private static boolean isRecommended(int memoryKib, int passes) {
        int[][] recommended = {{47_104, 1}, {19_456, 2}, {12_288, 3}, {9_216, 4}, {7_168, 5}};
        for (int[] least : recommended) {
            if (memoryKib >= least[0] && passes >= least[1]) {
                return true;
            }
        }
        return false;
    }

    /**
     * What makes up for a hash that was made earlier and cost less, to be done one by one: the time of Argon2 grows with
     * its memory times its passes. Most of it is the earlier hash itself over and over: with less memory each pass would
     * be quicker than its share. Empty when it cost as much.
     */
    List<Argon2Function> makingUpFor(Argon2Function earlier) {
        long once = (long) earlier.getMemory() * earlier.getIterations();
        long left = (long) memoryKib * passes - once;
        if (left <= 0) {
            return List.of();
        }
        Argon2Function little = Argon2Function.getInstance(LITTLE_KIB, passes, 1, 32, Argon2.ID);
        List<Argon2Function> all = new ArrayList<>(Collections.nCopies((int) (left / once), earlier));
        all.addAll(Collections.nCopies((int) Math.round((double) (left % once) / (LITTLE_KIB * passes)), little));
        return all;
    }

    /** Whether a hash that was made earlier cost less memory or fewer passes. */
    boolean exceeds(Argon2Function earlier) {
        return earlier.getMemory() < memoryKib || earlier.getIterations() < passes;
    }
}
