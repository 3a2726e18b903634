package io.gatehouse.gateway.config;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.config.RateLimit.Part;
import io.gatehouse.gateway.config.RateLimit.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads rate limits and whom they believe. */
final class RateLimitReader {
    private static final List<String> PARTS =
            Arrays.stream(Part.values()).map(Part::toString).toList();
    private static final Set<Part> CLIENT_AND_SERVICE = EnumSet.of(Part.CLIENT, Part.SERVICE);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimit DEFAULT =
            new RateLimit("default", CLIENT_AND_SERVICE, 100, MINUTE, 100, false, Routes.ALL);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int FEWEST_BUCKETS = 1_000;
    private static final int MOST_BUCKETS = 10_000_000;

    private RateLimitReader() {}

    /** The networks of the proxies: a list, or one value with commas, which can come from the environment. */
    static List<Cidr> trustedProxies(Section file) {
        return file.holdsScalar("trustedProxies")
                ? file.optional("trustedProxies", RateLimitReader::networks, List.of())
                : file.list("trustedProxies", Cidr::parse);
    }

    private static List<Cidr> networks(String written) {
        return Stream.of(written.split(","))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(Cidr::parse)
                .toList();
    }

    static int buckets(String written) {
        return (int) number(written, FEWEST_BUCKETS, MOST_BUCKETS);
    }

    /** All limits of the file; a file that does not speak of limits has the one that everybody has. */
    static List<RateLimit> rateLimits(Section file) {
        if (!file.has("rateLimits")) {
            return List.of(DEFAULT);
        }
        List<RateLimit> limits = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : file.sections("rateLimits")) {
            RateLimit limit = rateLimit(section);
            if (!limit.name().isEmpty() && !names.add(limit.name())) {
                section.mistake("name", "another limit has the name " + limit.name());
            }
            limits.add(limit);
        }
        return limits;
    }

    private static RateLimit rateLimit(Section section) {
        long requests = section.required("requests", written -> number(written, 0, 1_000_000_000), 1L);
        RateLimit limit = new RateLimit(
                section.required("name", RateLimitReader::name, ""),
                section.optional("per", RateLimitReader::parts, CLIENT_AND_SERVICE),
                requests,
                section.optional("window", RateLimitReader::window, MINUTE),
                section.optional("burst", written -> number(written, 1, 1_000_000_000), Math.max(1, requests)),
                section.optional("shadow", RateLimitReader::yesOrNo, false),
                section.optional("routes", RateLimitReader::routes, Routes.ALL));
        double nanosPerToken = (double) limit.window().toNanos() / Math.max(1, requests);
        if (nanosPerToken < 1_000) {
            section.mistake("requests", "is more than one in a microsecond");
        } else if (nanosPerToken * limit.burst() > LONGEST.toNanos()) {
            section.mistake(section.has("burst") ? "burst" : "window", "takes more than a year to come back");
        }
        section.end();
        return limit;
    }

    /** It stands in a structured field (RFC 9651 section 3.3.3) and in the tag of a metric. */
    private static String name(String written) {
        if (!written.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("is not a name of letters, digits, '-', '_' and '.': " + written);
        }
        return written;
    }

    private static Set<Part> parts(String written) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : written.split("\\+", -1)) {
            parts.add(part(word.strip(), written));
        }
        return parts;
    }

    private static Part part(String word, String written) {
        for (Part part : Part.values()) {
            if (part.toString().equals(word)) {
                return part;
            }
        }
        throw new IllegalArgumentException("is not made of " + String.join(", ", PARTS) + " and +: " + written
                + ConfigErrors.didYouMean(word, PARTS));
    }

    private static Duration window(String written) {
        Duration window = Values.positiveDuration(written);
        if (window.toMillis() % 1_000 != 0) {
            throw new IllegalArgumentException("must be whole seconds, as clients are told it: " + written);
        }
        return window;
    }

    private static boolean yesOrNo(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: " + written);
        };
    }

    private static Routes routes(String written) {
        return switch (written) {
            case "all" -> Routes.ALL;
            case "named" -> Routes.NAMED;
            default -> throw new IllegalArgumentException("is neither all nor named: " + written);
        };
    }

    static long number(String written, long least, long most) {
        try {
            long number = Long.parseLong(written);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The same mistake for whoever wrote it.
        }
        throw new IllegalArgumentException("is not a number from " + least + " to " + most + ": " + written);
    }
}
