package io.gatehouse.services.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements of one service that were committed together; {@code BEGIN} and {@code COMMIT} are not among them. */
public record Transaction(List<Statement> statements) {
    /** In the order of their ends; what was rolled back or is not at its end is left out. */
    static List<Transaction> among(List<Statement> log) {
        Map<Long, List<Statement>> open = new HashMap<>();
        List<Transaction> ended = new ArrayList<>();
        for (Statement statement : log) {
            List<Statement> begun = open.get(statement.connection());
            if (statement.is("BEGIN")) {
                open.put(statement.connection(), new ArrayList<>());
            } else if (statement.is("COMMIT") || statement.is("ROLLBACK")) {
                open.remove(statement.connection());
                if (begun != null && !begun.isEmpty() && statement.is("COMMIT")) {
                    ended.add(new Transaction(begun));
                }
            } else if (begun == null) {
                ended.add(new Transaction(List.of(statement)));
            } else {
                begun.add(statement);
            }
        }
        return ended;
    }

    /** What it does, whatever the values: two of one kind are done for the same reason. */
    List<String> kind() {
        return statements.stream()
                .map(statement -> statement.service() + ": " + statement.text())
                .toList();
    }
}
