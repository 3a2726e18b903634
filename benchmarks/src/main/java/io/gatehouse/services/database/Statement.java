package io.gatehouse.services.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service sent.
 *
 * @param service its name, which is that of its schema, too
 * @param connection the process that served it
 * @param text as it was sent, with {@code $1}, {@code $2} …
 * @param values of these, as literals of SQL
 */
record Statement(String service, long connection, String text, List<String> values) {
    private static final Pattern MESSAGE = Pattern.compile("(?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (NULL|'(?:[^']|'')*')");

    /** Of a line of the log; empty for what is no statement, or only sets up a connection. */
    static Optional<Statement> of(JsonNode line) {
        Matcher message = MESSAGE.matcher(line.path("message").asText());
        if (!message.matches() || message.group().startsWith("execute fetch")) {
            return Optional.empty();
        }
        String text = message.group(1).strip();
        String begin = text.toLowerCase(Locale.ROOT);
        // The pool looks whether a connection is alive with a statement that is empty: pgbench has none.
        if (begin.isEmpty() || begin.startsWith("set ") || begin.startsWith("show ")) {
            return Optional.empty();
        }
        return Optional.of(new Statement(
                line.path("application_name").asText(),
                line.path("pid").asLong(),
                text,
                values(line.path("detail").asText())));
    }

    private static List<String> values(String detail) {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(detail);
        while (value.find()) {
            values.add(value.group(1));
        }
        return values;
    }

    boolean is(String beginning) {
        return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
