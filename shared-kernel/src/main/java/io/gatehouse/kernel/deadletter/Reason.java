package io.gatehouse.kernel.deadletter;

/** Why something failed, in one line: what lies at the bottom of an exception. */
public final class Reason {
    private Reason() {}

    public static String of(Throwable failure) {
        Throwable bottom = failure;
        while (bottom.getCause() != null && bottom.getCause() != bottom) {
            bottom = bottom.getCause();
        }
        String name = bottom.getClass().getSimpleName();
        return bottom.getMessage() == null
                ? name
                : name + ": " + bottom.getMessage().replaceAll("\\s+", " ");
    }
}
