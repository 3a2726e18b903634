package io.gatehouse.services;

import io.gatehouse.services.database.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What {@code bin/bench --services} passes on.
 *
 * @param home the repository
 * @param directory for all that is written, and gone in the end
 * @param results where the rows of the table go
 * @param wrk the load generator
 * @param requests its script
 * @param rows products on sale
 * @param seconds for which orders are placed
 * @param rate orders a second; 0 for what is found to be sustained
 * @param port the gateway's; the next is the services', the tenth after it PostgreSQL's
 */
record Settings(
        Path home,
        Path directory,
        Path results,
        Tools tools,
        Path wrk,
        Path requests,
        int rows,
        int seconds,
        int rate,
        int port) {
    /** Of the system's properties that begin with {@code bench.}. */
    static Settings of(Properties given) {
        String wrapper = given.getProperty("bench.wrapper", "");
        Tools tools = new Tools(
                path(given, "postgres"),
                wrapper.isEmpty() ? List.of() : List.of(wrapper.split(" ", -1)),
                given.getProperty("bench.libraries", ""));
        return new Settings(
                path(given, "home"),
                path(given, "directory"),
                path(given, "results"),
                tools,
                path(given, "wrk"),
                path(given, "requests"),
                number(given, "rows"),
                number(given, "seconds"),
                number(given, "rate"),
                number(given, "port"));
    }

    private static Path path(Properties given, String name) {
        return Path.of(required(given, name)).toAbsolutePath();
    }

    private static int number(Properties given, String name) {
        return Integer.parseInt(required(given, name));
    }

    private static String required(Properties given, String name) {
        String value = given.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("bench." + name + " is missing");
        }
        return value;
    }

    /** How long each of the short loads lasts. */
    int turn() {
        return Math.min(10, seconds);
    }

    /** CPU seconds of the product under load before a load is measured. */
    int warmUp() {
        return Math.min(30, 2 * seconds);
    }

    int databasePort() {
        return port + 10;
    }
}
