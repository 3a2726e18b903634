package io.gatehouse.services.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgbench sends in the place of the product: the same statements in the same transactions, with values of its own.
 *
 * @param text in the language of pgbench
 * @param statements how many the product sent
 */
public record Script(String text, int statements) {
    /** How products are numbered: pgbench draws a number, and what it is known by follows from that. */
    public static final String NUMBER = "number";

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern OUTBOX = Pattern.compile("insert into outbox \\(([^)]*)\\).*", Pattern.DOTALL);

    /**
     * Makes one.
     *
     * @param known expressions of SQL for values that are others each time, by the value
     * @param numbers the largest number that is drawn, for these
     */
    public static Script of(List<Transaction> transactions, Map<String, String> known, int numbers, Schemas schemas) {
        Keys keys = new Keys(known);
        Map<String, List<String>> outboxes = new HashMap<>();
        StringBuilder body = new StringBuilder();
        int statements = 0;
        for (Transaction transaction : transactions) {
            boolean several = transaction.statements().size() > 1;
            body.append(several ? "begin;\n" : "");
            for (Statement statement : transaction.statements()) {
                body.append(schemas.qualified(statement.service(), sent(statement, keys, outboxes)))
                        .append(";\n");
                statements++;
            }
            body.append(several ? "commit;\n" : "");
        }
        String draw = known.isEmpty() ? "" : "\\set " + NUMBER + " random(1, " + numbers + ")\n";
        return new Script(draw + (keys.isEmpty() ? "" : keys.preparation()) + body, statements);
    }

    private static String sent(Statement statement, Keys keys, Map<String, List<String>> outboxes) {
        boolean insert = statement.is("insert");
        List<String> values =
                statement.values().stream().map(value -> keys.of(value, insert)).toList();
        List<String> outbox = outboxes.computeIfAbsent(statement.service(), any -> new ArrayList<>());
        if (statement.is("delete from outbox")) {
            // The product knows the rows by numbers that the database gave them; here they have others.
            String published = "delete from outbox where event_id in (" + String.join(", ", outbox) + ")";
            outbox.clear();
            return published;
        }
        Matcher entry = OUTBOX.matcher(statement.text());
        if (entry.matches()) {
            List<String> columns =
                    List.of(entry.group(1).toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
            outbox.add(values.get(columns.indexOf("event_id")));
        }
        return PARAMETER
                .matcher(statement.text())
                .replaceAll(
                        parameter -> Matcher.quoteReplacement(values.get(Integer.parseInt(parameter.group(1)) - 1)));
    }
}
