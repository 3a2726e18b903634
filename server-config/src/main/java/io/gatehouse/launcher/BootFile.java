package io.gatehouse.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands for a server to run at its start, made of the templates in {@code payara/}. */
final class BootFile {

    private static final Pattern PLACE = Pattern.compile("@([A-Za-z]+)@");

    private final StringBuilder commands = new StringBuilder();

    /** Appends a template with its places, like {@code @port@}, filled in. */
    BootFile add(String template, Map<String, String> values) {
        Matcher places = PLACE.matcher(resource(template + ".txt"));
        String filled = places.replaceAll(place -> Matcher.quoteReplacement(value(template, place.group(1), values)));
        commands.append(filled);
        return this;
    }

    private static String value(String template, String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(template + " needs a value for " + name);
        }
        if (value.indexOf('"') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("The server's commands cannot express " + value);
        }
        return value;
    }

    static String resource(String name) {
        try (InputStream input = BootFile.class.getResourceAsStream("/payara/" + name)) {
            if (input == null) {
                throw new IllegalArgumentException("No template " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return commands.toString();
    }
}
