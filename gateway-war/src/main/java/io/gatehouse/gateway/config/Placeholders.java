package io.gatehouse.gateway.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Expands <code>${name}</code> and <code>${name:default}</code> in the file's values. A default may hold placeholders itself;
 * <code>$${</code> stands for <code>${</code>. A value that is put in is not expanded again: who sets a variable writes no configuration.
 */
final class Placeholders {
    private static final int DEEPEST = 8;

    private final Function<String, Optional<String>> values;

    Placeholders(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException when a name has neither a value nor a default, or a brace is missing */
    String expand(String text) {
        return text.contains("${") ? new Reading(text).text(0, true) : text;
    }

    /** One pass over a text. What nobody wants is read to its end but not looked up: a default that is not needed need not have a value. */
    private final class Reading {
        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        String text(int depth, boolean wanted) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("has placeholders nested deeper than " + DEEPEST);
            }
            StringBuilder expanded = new StringBuilder();
            while (at < text.length() && !(depth > 0 && text.charAt(at) == '}')) {
                if (text.startsWith("$${", at)) {
                    expanded.append("${");
                    at += 3;
                } else if (text.startsWith("${", at)) {
                    at += 2;
                    expanded.append(placeholder(depth, wanted));
                } else {
                    expanded.append(text.charAt(at++));
                }
            }
            return expanded.toString();
        }

        private String placeholder(int depth, boolean wanted) {
            int from = at;
            while (at < text.length() && ":}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(from, at);
            Optional<String> value = wanted ? values.apply(name) : Optional.of("");
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                String otherwise = text(depth + 1, value.isEmpty());
                close(name);
                return value.orElse(otherwise);
            }
            close(name);
            return value.orElseThrow(() -> new IllegalArgumentException("${" + name + "} has no value and no default"));
        }

        private void close(String name) {
            if (at >= text.length()) {
                throw new IllegalArgumentException("${ without }");
            }
            if (name.isBlank()) {
                throw new IllegalArgumentException("${} names nothing");
            }
            at++;
        }
    }
}
