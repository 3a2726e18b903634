package io.gatehouse.gateway.pipeline;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Work that several threads bring and one at a time does. Each side of a flow notes what happened, in fields that are volatile, and then
 * signals. Who finds nobody at work works, and goes round again as long as others have signalled meanwhile; they return at once, and so
 * does who signals from within the work. So nobody waits, no lock is held across a call, and what is asked for and given in turns does not
 * pile up on the stack.
 *
 * <p>After every signal the work is done at least once by somebody who sees what was noted before it, and every round sees what the rounds
 * before it have done. What two sides note may show in any order, though: of two notes that one side makes one after the other, the work
 * has to read the later one first.
 *
 * <p>Work that throws is over for this round only. Who worked hears of it when all rounds are done, so that nobody's signal is lost.
 */
public abstract class Serialized {
    // A field and not an object: every request has several of these.
    private static final AtomicIntegerFieldUpdater<Serialized> SIGNALS =
            AtomicIntegerFieldUpdater.newUpdater(Serialized.class, "signals");

    @SuppressWarnings("UnusedVariable") // SIGNALS is how it is read and written.
    private volatile int signals;

    /** Looks at all that may have been noted. Never runs twice at once. */
    protected abstract void work();

    /** Something has been noted. */
    // Whatever the work throws, others may be waiting for the next round.
    @SuppressWarnings("IllegalCatch")
    protected final void signal() {
        if (SIGNALS.getAndIncrement(this) != 0) {
            return;
        }
        Throwable broken = null;
        int seen = 1;
        do {
            try {
                work();
            } catch (RuntimeException | Error thrown) {
                broken = broken == null ? thrown : broken;
            }
            seen = SIGNALS.addAndGet(this, -seen);
        } while (seen != 0);
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
