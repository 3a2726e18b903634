package io.gatehouse.kernel.testing;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How PostgreSQL has fulfilled a query, with the rows that it has met.
 *
 * @param text what {@code explain (analyze)} says
 */
public record Plan(String text) {
    private static final Pattern STEP = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by [^:]*: ([0-9]+)");

    /** How many rows the busiest step has met: those that it gave, or those that it threw away. */
    public long mostRows() {
        // What only goes into a bitmap is entries of an index; no row is looked at for it.
        String steps =
                text.lines().filter(line -> !line.contains("Bitmap Index Scan")).collect(Collectors.joining("\n"));
        long given = STEP.matcher(steps)
                .results()
                .mapToLong(step -> Math.round(Double.parseDouble(step.group(1)) * Long.parseLong(step.group(2))))
                .max()
                .orElseThrow();
        long removed = REMOVED.matcher(steps)
                .results()
                .map((MatchResult found) -> found.group(1))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
        return Math.max(given, removed);
    }
}
