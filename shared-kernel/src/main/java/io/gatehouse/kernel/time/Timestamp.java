package io.gatehouse.kernel.time;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Instants as clients write them. */
public final class Timestamp {
    /** Before it calendars disagree about days. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant BEHIND_LAST =
            Instant.parse("9999-12-31T23:59:59.999999Z").plusNanos(1_000);

    private Timestamp() {}

    /**
     * An instant of the years 1900 to 9999 (RFC 3339), rounded down to the microsecond that a column keeps.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Instant parse(String text) {
        Instant instant;
        try {
            instant = Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("no instant of RFC 3339", malformed);
        }
        if (instant.isBefore(FIRST) || !instant.isBefore(BEHIND_LAST)) {
            throw new IllegalArgumentException("an instant beyond what is kept");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
