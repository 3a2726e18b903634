package io.gatehouse.gateway.routing;

/** What some servers read in one way and some in another, and a route may allow in a path. */
public enum PathOddity {
    /** {@code %2F}: a slash within a segment, or one between two. */
    ENCODED_SLASH("encodedSlash"),
    /** {@code ;} and what follows it in its segment (RFC 3986 section 3.3): a part of the path, or beside it. */
    MATRIX_PARAMETERS("matrixParameters");

    private final String word;

    PathOddity(String word) {
        this.word = word;
    }

    /** As the configuration calls it. */
    @Override
    public String toString() {
        return word;
    }
}
