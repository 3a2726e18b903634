package io.gatehouse.kernel.work;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The same work on each of several; that it fails with one of them keeps none of the others waiting. */
public final class OneByOne {
    private OneByOne() {}

    /**
     * Does the work on all of them, in their order.
     *
     * @throws IllegalStateException in the end when it has failed with some: how many, the first of them, and why
     */
    public static <T> void doAll(Collection<T> all, Consumer<T> work) {
        int failures = 0;
        @Nullable IllegalStateException first = null;
        for (T one : all) {
            try {
                work.accept(one);
            } catch (RuntimeException failed) {
                failures++;
                first = first == null ? new IllegalStateException("not possible with " + one, failed) : first;
            }
        }
        if (first != null) {
            throw new IllegalStateException(failures + " of " + all.size() + " have failed", first);
        }
    }
}
