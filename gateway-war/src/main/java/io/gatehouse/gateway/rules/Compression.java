package io.gatehouse.gateway.rules;

import java.util.List;

/**
 * Which answers are compressed for clients that take it.
 *
 * @param types media types without parameters; {@code text/*} for all of a kind
 * @param minimum the fewest bytes that are worth it; an answer of undeclared length counts as long enough
 */
public record Compression(List<String> types, long minimum) {
    public static final List<String> DEFAULT_TYPES = List.of(
            "text/*",
            "application/json",
            "application/problem+json",
            "application/xml",
            "application/javascript",
            "image/svg+xml");
    public static final long DEFAULT_MINIMUM = 1024;

    private static final List<String> EVENTS = List.of("text/event-stream");

    public Compression {
        types = List.copyOf(types);
    }

    /** Whether a body with this {@code Content-Type} is to be compressed. An event stream never is: its events may not wait. */
    public boolean takes(String contentType) {
        return MediaTypes.isOneOf(types, contentType) && !MediaTypes.isOneOf(EVENTS, contentType);
    }
}
