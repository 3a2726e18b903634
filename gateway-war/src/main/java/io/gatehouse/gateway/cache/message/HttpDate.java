package io.gatehouse.gateway.cache.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates in the three forms that a recipient must know (RFC 9110 section 5.6.7), in milliseconds since 1970. */
public final class HttpDate {
    public static final long INVALID = Long.MIN_VALUE;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SEPARATORS = Pattern.compile("[ ,-]+");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private HttpDate() {}

    public static String of(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(millis));
    }

    /**
     * The date, or {@link #INVALID}.
     *
     * @param now the year of a date that names only two digits of it is the one next to this time
     */
    public static long parse(@Nullable String written, long now) {
        if (written == null) {
            return INVALID;
        }
        String[] word = SEPARATORS.split(written.strip().toLowerCase(Locale.ROOT), -1);
        try {
            if (word.length == 6 && word[5].equals("gmt")) {
                return millis(year(word[3], now), word[2], word[1], word[4]);
            }
            // As C's asctime writes it, which knows no zone.
            return word.length == 5 ? millis(Integer.parseInt(word[4]), word[1], word[2], word[3]) : INVALID;
        } catch (DateTimeException | NumberFormatException wrong) {
            return INVALID;
        }
    }

    private static long millis(int year, String month, String day, String time) {
        LocalDate date = LocalDate.of(year, MONTHS.indexOf(month) + 1, Integer.parseInt(day));
        return date.toEpochSecond(LocalTime.parse(time), ZoneOffset.UTC) * 1000;
    }

    /** What seems to be more than 50 years ahead is in the past. */
    private static int year(String written, long now) {
        int year = Integer.parseInt(written);
        if (written.length() != 2) {
            return year;
        }
        int thisYear = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).getYear();
        int near = thisYear - thisYear % 100 + year;
        return near > thisYear + 50 ? near - 100 : near;
    }
}
