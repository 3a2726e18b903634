package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import java.util.List;

/** Reads what a file says about the response cache as a whole, and what a route says about its part of it. */
final class CachingReader {
    /** Below the cache every answer gets the cookie: as part of what is stored it would be everybody's. */
    static final String NO_COOKIES =
            "cannot be used with an upstream that is sticky by cookie: what is stored would give the cookie of one client to all";

    private static final long MEBIBYTE = 1 << 20;
    /** Objects are arrays. */
    private static final long LARGEST_OBJECT = 1 << 30;

    private final long size;

    private CachingReader(long size) {
        this.size = size;
    }

    /** The cache as a whole. */
    static GatewayConfig.Cache file(Section section) {
        GatewayConfig.Cache cache =
                new GatewayConfig.Cache(section.optional("size", CachingReader::bytes, 64 * MEBIBYTE));
        section.end();
        return cache;
    }

    /** A reader for routes that share this cache. */
    static CachingReader within(GatewayConfig.Cache cache) {
        return new CachingReader(cache.size());
    }

    /** The caching of the route in this section. */
    Caching route(Section route) {
        if (!route.holdsMapping("cache")) {
            return route.optional("cache", CachingReader::off, new Caching.Off());
        }
        Section section = route.section("cache");
        Caching.On on = new Caching.On(
                section.optional("maxObject", CachingReader::object, Math.min(MEBIBYTE, size)),
                section.optional("heuristic", CachingReader::truth, false),
                section.optional("staleIfError", Values::duration, Duration.ZERO),
                section.optional("staleWhileRevalidate", Values::duration, Duration.ZERO),
                section.optional("coalesce", Values::duration, Duration.ofSeconds(5)));
        if (on.maxObject() > size) {
            section.mistake("maxObject", "is more than the whole cache holds");
        }
        section.end();
        return on;
    }

    private static Caching off(String written) {
        if (!written.equals("off")) {
            throw new IllegalArgumentException(
                    "is neither off nor a mapping: " + written + ConfigErrors.didYouMean(written, List.of("off")));
        }
        return new Caching.Off();
    }

    private static long bytes(String written) {
        long size = Values.size(written);
        if (size == 0) {
            throw new IllegalArgumentException("must be more than nothing");
        }
        return size;
    }

    private static long object(String written) {
        long size = bytes(written);
        if (size > LARGEST_OBJECT) {
            throw new IllegalArgumentException("must be at most 1 GiB");
        }
        return size;
    }

    private static boolean truth(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: " + written);
        };
    }
}
