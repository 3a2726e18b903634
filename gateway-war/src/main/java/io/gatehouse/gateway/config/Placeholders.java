package io.gatehouse.gateway.config;

import java.util.Optional;
import java.util.function.Function;

/** Expands <code>${name}</code> and <code>${name:default}</code> in the file's values. */
final class Placeholders {
    private final Function<String, Optional<String>> values;

    Placeholders(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException when a name has neither a value nor a default, or a brace is missing */
    String expand(String text) {
        int open = text.indexOf("${");
        if (open < 0) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        int from = 0;
        for (; open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("${ without }");
            }
            expanded.append(text, from, open).append(value(text.substring(open + 2, close)));
            from = close + 1;
        }
        return expanded.append(text, from, text.length()).toString();
    }

    private String value(String expression) {
        int colon = expression.indexOf(':');
        String name = colon < 0 ? expression : expression.substring(0, colon);
        return values.apply(name).orElseGet(() -> {
            if (colon < 0) {
                throw new IllegalArgumentException("${" + name + "} has no value and no default");
            }
            return expression.substring(colon + 1);
        });
    }
}
