package io.gatehouse.gateway.config;

import java.time.Duration;
import java.util.Set;

/**
 * How many requests may come in a time.
 *
 * @param name what metrics and the client know it by
 * @param per what has a bucket of its own: each combination of these
 * @param requests how many tokens a bucket gets in the window, evenly; 0 switches the limit off
 * @param burst how many tokens a bucket can hold, and begins with
 * @param shadow whether it only counts what it would refuse
 * @param routes for which routes it holds
 */
public record RateLimit(
        String name, Set<Part> per, long requests, Duration window, long burst, boolean shadow, Routes routes) {
    public RateLimit {
        per = Set.copyOf(per);
    }

    /** What can have a bucket of its own. */
    public enum Part {
        /** Whoever a verified token speaks for, and the address of whoever brings none. */
        CLIENT("client"),
        ADDRESS("address"),
        USER("user"),
        API_KEY("apiKey"),
        ROUTE("route"),
        SERVICE("service");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        /** As it is written in the configuration. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** For which routes a limit holds. */
    public enum Routes {
        /** Those that name it, and those that name none. */
        ALL,
        /** Only those that name it. */
        NAMED
    }
}
