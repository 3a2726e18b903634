package io.gatehouse.services;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the product runs, and what loads it.
 *
 * @param home the repository
 * @param directory for all that is written, and gone in the end
 * @param results where the rows of the table go
 * @param wrk the load generator
 * @param requests its script
 * @param libraries where libraries are that the system does not have
 * @param port the gateway's; the next is the services'
 */
record Place(Path home, Path directory, Path results, Path wrk, Path requests, String libraries, int port) {
    /** Of the system's properties that begin with {@code bench.}. */
    static Place of(Properties given) {
        return new Place(
                path(given, "home"),
                path(given, "directory"),
                path(given, "results"),
                path(given, "wrk"),
                path(given, "requests"),
                given.getProperty("bench.libraries", ""),
                number(given, "port"));
    }

    static Path path(Properties given, String name) {
        return Path.of(required(given, name)).toAbsolutePath();
    }

    static int number(Properties given, String name) {
        return Integer.parseInt(required(given, name));
    }

    private static String required(Properties given, String name) {
        String value = given.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("bench." + name + " is missing");
        }
        return value;
    }

    /** The product's own directory. */
    Path data() {
        return directory.resolve("product");
    }
}
