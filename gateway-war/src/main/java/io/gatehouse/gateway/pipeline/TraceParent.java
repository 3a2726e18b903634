package io.gatehouse.gateway.pipeline;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A position in a trace: the header {@code traceparent} of W3C Trace Context.
 *
 * @param trace 32 hexadecimal digits, not all zero
 * @param span 16 hexadecimal digits, not all zero
 * @param flags two hexadecimal digits
 * @param continued whether the client began this trace, and so its {@code tracestate} belongs to it
 */
public record TraceParent(String trace, String span, String flags, boolean continued) {
    private static final int LENGTH = 55;
    private static final String SAMPLED = "01";
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    /** A new trace, to be recorded by whoever records: the gateway takes no samples. */
    public static TraceParent fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new TraceParent(hex(random.nextLong()) + hex(nonZero(random)), hex(nonZero(random)), SAMPLED, false);
    }

    /** The gateway's own position in the trace that a header names; in a new trace when the header is not well-formed. */
    public static TraceParent within(@Nullable String header) {
        if (header == null || !isWellFormed(header)) {
            return fresh();
        }
        // Of the flags only those that are known are passed on: sampled, and whether the trace id is random.
        char known = DIGITS[Character.digit(header.charAt(54), 16) & 3];
        return new TraceParent(header.substring(3, 35), hex(nonZero(ThreadLocalRandom.current())), "0" + known, true);
    }

    /** A later version may be longer, and is read as this one as far as it goes (section 4.3 of the recommendation). */
    private static boolean isWellFormed(String header) {
        boolean firstVersion = header.startsWith("00-");
        return header.length() >= LENGTH
                && (firstVersion ? header.length() == LENGTH : isLater(header))
                && header.charAt(2) == '-'
                && header.charAt(35) == '-'
                && header.charAt(52) == '-'
                && isHex(header, 0, 2)
                && isId(header, 3, 35)
                && isId(header, 36, 52)
                && isHex(header, 53, LENGTH);
    }

    private static boolean isLater(String header) {
        return !header.startsWith("ff") && (header.length() == LENGTH || header.charAt(LENGTH) == '-');
    }

    private static boolean isId(String header, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= header.charAt(i) == '0';
        }
        return !zero && isHex(header, from, to);
    }

    private static boolean isHex(String header, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = header.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong() | 1;
    }

    private static String hex(long number) {
        char[] digits = new char[16];
        for (int i = 15; i >= 0; i--) {
            digits[i] = DIGITS[(int) (number >>> (4 * (15 - i))) & 15];
        }
        return new String(digits);
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        return "00-" + trace + "-" + span + "-" + flags;
    }
}
