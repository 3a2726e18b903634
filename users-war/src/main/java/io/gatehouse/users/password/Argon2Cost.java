package io.gatehouse.users.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import org.jspecify.annotations.Nullable;

/**
 * What one hash costs, at least one of the equivalent settings that the OWASP Password Storage Cheat Sheet recommends.
 *
 * @param memoryKib memory, in KiB, up to 1 GiB
 * @param passes over that memory, 1 to 100
 */
public record Argon2Cost(int memoryKib, int passes) {
    /** The recommendation with the least memory but one pass more than the fastest. */
    public static final Argon2Cost DEFAULT = new Argon2Cost(19 * 1024, 2);

    /** RFC 9106, section 3.1: eight KiB for each lane. */
    private static final int LEAST_KIB = 8;

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
     * What a hash that was made earlier cost less, as settings for a hash that makes up for it: the time of Argon2 grows
     * with its memory and with its passes. Null when nothing is left to do that could be measured.
     */
    @Nullable
    Argon2Function beyond(Argon2Function earlier) {
        long left = (long) memoryKib * passes - (long) earlier.getMemory() * earlier.getIterations();
        int memory = (int) (left / passes);
        return memory < LEAST_KIB ? null : Argon2Function.getInstance(memory, passes, 1, 32, Argon2.ID);
    }

    /** Whether a hash that was made earlier cost less memory or fewer passes. */
    boolean exceeds(Argon2Function earlier) {
        return earlier.getMemory() < memoryKib || earlier.getIterations() < passes;
    }
}
