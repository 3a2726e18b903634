package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.rules.MessageRules.HeaderRules;
import io.gatehouse.gateway.rules.MessageRules.Renaming;
import io.gatehouse.gateway.rules.Named;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies header rules, in one pass. */
final class HeaderEdit {
    private HeaderEdit() {}

    /** The headers after {@code rename}, {@code remove}, {@code set}, {@code setIfAbsent} and {@code add}; the same object when there are no rules. */
    static Headers of(HeaderRules rules, Headers headers, UnaryOperator<String> variables) {
        if (rules.changesNothing()) {
            return headers;
        }
        Headers.Builder edited = new Headers.Builder();
        headers.forEach((name, value) -> {
            String called = renamed(name, rules.rename());
            if (!isNamed(called, rules.remove()) && !isSet(called, rules.set())) {
                edited.add(called, value);
            }
        });
        add(rules.set(), variables, edited);
        if (!rules.setIfAbsent().isEmpty()) {
            Headers present = edited.build();
            add(absent(rules.setIfAbsent(), present), variables, edited);
        }
        add(rules.add(), variables, edited);
        return edited.build();
    }

    private static List<Named> absent(List<Named> fields, Headers present) {
        return fields.stream().filter(field -> !present.contains(field.name())).toList();
    }

    private static void add(List<Named> fields, UnaryOperator<String> variables, Headers.Builder edited) {
        for (int i = 0; i < fields.size(); i++) {
            edited.add(fields.get(i).name(), fields.get(i).value().with(variables));
        }
    }

    private static String renamed(String name, List<Renaming> renamings) {
        for (int i = 0; i < renamings.size(); i++) {
            if (renamings.get(i).from().equalsIgnoreCase(name)) {
                return renamings.get(i).to();
            }
        }
        return name;
    }

    private static boolean isNamed(String name, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(String name, List<Named> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
