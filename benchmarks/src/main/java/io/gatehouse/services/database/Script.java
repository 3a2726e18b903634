package io.gatehouse.services.database;

import java.util.List;
import java.util.Map;

/**
 * What pgbench sends in the place of the product: the same statements in the same transactions, with values of its own.
 *
 * @param text in the language of pgbench
 * @param statements how many the product sent
 */
public record Script(String text, int statements) {
    /** How products are numbered: pgbench draws a number, and what it is known by follows from that. */
    public static final String NUMBER = "number";

    /**
     * Makes one.
     *
     * @param known expressions of SQL for values that are others each time, by the value
     * @param numbers the largest number that is drawn, for these
     */
    public static Script of(List<Transaction> transactions, Map<String, String> known, int numbers, Schemas schemas) {
        Replay replay = new Replay(new Keys(known));
        StringBuilder body = new StringBuilder();
        int statements = 0;
        for (Transaction transaction : transactions) {
            boolean several = transaction.statements().size() > 1;
            body.append(several ? "begin;\n" : "");
            for (Statement statement : transaction.statements()) {
                body.append(schemas.qualified(statement.service(), replay.of(statement)))
                        .append(";\n");
                statements++;
            }
            body.append(several ? "commit;\n" : "");
        }
        String draw = known.isEmpty() ? "" : "\\set " + NUMBER + " random(1, " + numbers + ")\n";
        return new Script(draw + replay.preparation() + body, statements);
    }
}
