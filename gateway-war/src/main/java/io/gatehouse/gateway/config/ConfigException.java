package io.gatehouse.gateway.config;

import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
    private final transient String file;
    private final transient List<Mistake> mistakes;

    ConfigException(String file, List<Mistake> mistakes) {
        super(String.join(System.lineSeparator(), lines(file, mistakes)));
        this.file = file;
        this.mistakes = List.copyOf(mistakes);
    }

    /** In the order of the file. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** One line for each mistake: {@code file:line:column: path: what is wrong}. */
    public List<String> errors() {
        return lines(file, mistakes);
    }

    private static List<String> lines(String file, List<Mistake> mistakes) {
        return mistakes.stream().map(mistake -> file + ":" + mistake).toList();
    }
}
