package io.gatehouse.services;

import io.gatehouse.services.database.Tools;
import java.util.List;
import java.util.Properties;

/**
 * What {@code bin/bench --services} passes on.
 *
 * @param place whose tenth port after the gateway's is PostgreSQL's
 * @param rows products on sale
 * @param seconds for which orders are placed
 * @param rate orders a second; 0 for what is found to be sustained
 */
record Settings(Place place, Tools tools, int rows, int seconds, int rate) {
    /** Of the system's properties that begin with {@code bench.}. */
    static Settings of(Properties given) {
        Place place = Place.of(given);
        String wrapper = given.getProperty("bench.wrapper", "");
        Tools tools = new Tools(
                Place.path(given, "postgres"),
                wrapper.isEmpty() ? List.of() : List.of(wrapper.split(" ", -1)),
                place.libraries());
        return new Settings(
                place, tools, Place.number(given, "rows"), Place.number(given, "seconds"), Place.number(given, "rate"));
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
        return place.port() + 10;
    }
}
