package io.gatehouse.gateway.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds values in environment variables as MicroProfile Config does (section 5.3.1 of its specification), or in system properties. */
record Environment(Map<String, String> variables) {
    Environment {
        variables = Map.copyOf(variables);
    }

    /** The value of a property; as in a server, an empty one is none. */
    Optional<String> value(String name) {
        String underscored = name.replaceAll("[^a-zA-Z0-9]", "_");
        String value = System.getProperty(name);
        for (String variable : new String[] {name, underscored, underscored.toUpperCase(Locale.ROOT)}) {
            value = value == null ? variables.get(variable) : value;
        }
        return Optional.ofNullable(value).filter(some -> !some.isEmpty());
    }
}
