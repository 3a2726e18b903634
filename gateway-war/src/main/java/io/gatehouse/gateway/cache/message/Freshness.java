package io.gatehouse.gateway.cache.message;

import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How old an answer is, and how old it may become (RFC 9111 section 4.2). All in milliseconds.
 *
 * @param lifetime from its making to when it is stale
 * @param initialAge how old it was when it was received
 * @param received when that was, since 1970
 */
public record Freshness(long lifetime, long initialAge, long received) {
    private static final long HEURISTIC_AT_MOST = 24 * 3600 * 1000L;

    /**
     * The freshness of an answer that was asked for and received at these times.
     *
     * @param ageField what came as {@code Age}
     * @param heuristic whether a lifetime may be guessed
     */
    public static Freshness of(
            Headers headers,
            @Nullable String ageField,
            CacheControl control,
            boolean heuristic,
            long asked,
            long received) {
        // Dates have seconds: what is left of the second in which an answer arrived does not make it older.
        long date = dateOf(headers, received);
        long age = age(ageField);
        long lifetime = age < 0 ? 0 : lifetime(headers, control, heuristic, date, received);
        long apparentAge = Math.max(0, seconds(received) - date);
        long correctedAge = Math.max(0, age) + Math.max(0, received - asked);
        return new Freshness(lifetime, Math.max(apparentAge, correctedAge), received);
    }

    /** When an answer was made; when it was received, if it does not tell. */
    public static long dateOf(Headers headers, long received) {
        long date = HttpDate.parse(headers.first("Date"), received);
        return date == HttpDate.INVALID ? seconds(received) : date;
    }

    private static long seconds(long millis) {
        return millis - Math.floorMod(millis, 1000);
    }

    /** The first line counts; what is no number makes the answer stale (section 5.1). */
    private static long age(@Nullable String written) {
        if (written == null) {
            return 0;
        }
        long seconds = Fields.deltaSeconds(written.strip());
        return seconds < 0 ? -1 : seconds * 1000;
    }

    private static long lifetime(Headers headers, CacheControl control, boolean heuristic, long date, long received) {
        if (control.lifetime() != CacheControl.ABSENT) {
            return control.lifetime() * 1000;
        }
        String expires = headers.first("Expires");
        if (expires != null) {
            long end = headers.count("Expires") == 1 ? HttpDate.parse(expires, received) : HttpDate.INVALID;
            return end == HttpDate.INVALID ? 0 : Math.max(0, end - date);
        }
        long modified = heuristic ? HttpDate.parse(headers.first("Last-Modified"), received) : HttpDate.INVALID;
        return modified == HttpDate.INVALID ? 0 : Math.min(HEURISTIC_AT_MOST, Math.max(0, (date - modified) / 10));
    }

    public long age(long now) {
        return initialAge + Math.max(0, now - received);
    }

    /** How long it stays fresh; not above 0 when it is stale. */
    public long timeToLive(long now) {
        return lifetime - age(now);
    }
}
