package io.gatehouse.gateway.wire;

/** The value of {@code Transfer-Encoding}. What does not end in {@code chunked} leaves the end of the body open (RFC 9112 section 6.3); what stands before is not judged. */
final class Coding {
    private static final String CHUNKED = "chunked";
    private static final int BEYOND = CHUNKED.length() + 1;
    private static final int OTHER = BEYOND + 1;

    /** How many letters of the word have come; or the word and white space behind it, or something else. */
    private int matched;

    private boolean list;

    void begin() {
        matched = 0;
        list = false;
    }

    void take(byte b) {
        if (b == ',') {
            list = true;
            matched = 0;
        } else if (Octets.isBlank(b)) {
            if (matched > 0) {
                matched = endsInChunked() ? BEYOND : OTHER;
            }
        } else if (matched < CHUNKED.length() && Octets.small(b) == CHUNKED.charAt(matched)) {
            matched++;
        } else {
            matched = OTHER;
        }
    }

    boolean endsInChunked() {
        return matched == CHUNKED.length() || matched == BEYOND;
    }

    /** Whether it is all that is said. */
    boolean isChunkedAlone() {
        return endsInChunked() && !list;
    }
}
