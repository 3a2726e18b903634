package io.gatehouse.storm;

/** An answer that may be given again for a second. It says when it was made, by the clock that both ends have in common. */
final class Kept {
    private static final int SECONDS = 1;
    private static final String MADE = "X-Made";

    private Kept() {}

    /** As lines of the head of an answer; without {@code public} nobody would keep what was given to somebody with a token (RFC 9111 section 3.5). */
    static String fields() {
        return "Cache-Control: public, max-age=" + SECONDS + "\r\n" + MADE + ": " + System.currentTimeMillis() + "\r\n";
    }

    /**
     * Whether an answer was fresh when it was asked for; one that says nothing about it always is.
     *
     * @param asked when, in milliseconds since 1970
     */
    static boolean isFresh(Head head, long asked) {
        String made = head.field(MADE);
        // Its age counts from when the gateway had asked for it, which was before it was made (RFC 9111 section 4.2.3).
        return made.isEmpty() || asked - Long.parseLong(made) < SECONDS * 1_000L;
    }
}
