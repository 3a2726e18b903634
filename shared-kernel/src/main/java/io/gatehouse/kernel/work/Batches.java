package io.gatehouse.kernel.work;

import java.util.function.BooleanSupplier;

/** Work that comes in batches, each short and in a transaction of its own. */
public final class Batches {
    /** At a time, for others wait for the thread. */
    public static final int MOST = 100;

    private Batches() {}

    /** Does batch after batch, {@value #MOST} at most; a batch says whether there may be more. */
    public static void doSome(BooleanSupplier batch) {
        int done = 1;
        while (batch.getAsBoolean() && done < MOST) {
            done++;
        }
    }
}
