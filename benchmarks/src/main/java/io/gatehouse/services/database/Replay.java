package io.gatehouse.services.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of one script, one after the other, in the language of pgbench. */
final class Replay {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern INSERT =
            Pattern.compile("insert into (outbox|audit_event) \\(([^)]*)\\).*", Pattern.DOTALL);
    /** The number of an event of a subject. Some subjects are the same each time, so it is drawn from many. */
    private static final String SEQUENCE = "sequence";

    private final Keys keys;
    private final Map<String, List<String>> outboxes = new HashMap<>();
    private int events;

    Replay(Keys keys) {
        this.keys = keys;
    }

    String of(Statement statement) {
        boolean insert = statement.is("insert");
        List<String> values = new ArrayList<>();
        statement.values().forEach(value -> values.add(keys.of(value, insert)));
        List<String> outbox = outboxes.computeIfAbsent(statement.service(), any -> new ArrayList<>());
        if (statement.is("delete from outbox")) {
            // The product knows the rows by numbers that the database gave them; here they have others.
            String published = "delete from outbox where event_id in (" + String.join(", ", outbox) + ")";
            outbox.clear();
            return published;
        }
        Matcher entry = INSERT.matcher(statement.text());
        if (entry.matches()) {
            List<String> columns =
                    List.of(entry.group(2).toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
            if (entry.group(1).equals("outbox")) {
                outbox.add(values.get(columns.indexOf("event_id")));
            } else {
                values.set(columns.indexOf("sequence_number"), ":" + SEQUENCE + "::bigint + " + events++);
            }
        }
        return PARAMETER
                .matcher(statement.text())
                .replaceAll(
                        parameter -> Matcher.quoteReplacement(values.get(Integer.parseInt(parameter.group(1)) - 1)));
    }

    /** What comes before all of them: the values that are new each time. */
    String preparation() {
        String draw = events == 0 ? "" : "\\set " + SEQUENCE + " random(1, " + Long.MAX_VALUE / 2 + ")\n";
        return draw + (keys.isEmpty() ? "" : keys.preparation());
    }
}
