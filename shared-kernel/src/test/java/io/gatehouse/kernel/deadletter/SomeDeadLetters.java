package io.gatehouse.kernel.deadletter;

/** Dead letters without a database, for tests of other packages. */
public final class SomeDeadLetters {
    private SomeDeadLetters() {}

    /** An event is one after so many failures. */
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    public static DeadLetters after(int tries) {
        DeadLetters deadLetters = new DeadLetters();
        deadLetters.most = tries;
        return deadLetters;
    }
}
