package io.gatehouse.gateway.config;

import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
    private final transient List<String> errors;

    ConfigException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
        this.errors = List.copyOf(errors);
    }

    /** One line for each mistake: {@code file:line:column: path: what is wrong}. */
    public List<String> errors() {
        return errors;
    }
}
