package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.TextPattern;
import io.gatehouse.gateway.routing.When;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a route asks beyond path and method. */
final class WhenReader {
    private static final int LARGEST_SHARE = 1_000_000;

    private WhenReader() {}

    static When read(Section section, ReservedHeaders reserved) {
        Instant after = instant(section, "after");
        Instant before = instant(section, "before");
        When when = new When(
                section.list("hosts", WhenReader::host),
                headers(section.section("headers"), reserved),
                fields(section.section("query"), false),
                fields(section.section("cookies"), true),
                after,
                before,
                section.has("weight") ? weight(section.section("weight")) : null);
        if (after != null && before != null && !after.isBefore(before)) {
            section.mistake("before", "is not after " + after);
        }
        section.end();
        return when;
    }

    private static When.Weight weight(Section section) {
        When.Weight weight = new When.Weight(
                section.required("group", Values::text, ""), section.required("share", WhenReader::share, 1));
        section.end();
        return weight;
    }

    private static int share(String written) {
        try {
            int share = Integer.parseInt(written);
            if (share >= 0 && share <= LARGEST_SHARE) {
                return share;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("is not a whole number from 0 to " + LARGEST_SHARE + ": " + written);
    }

    private static List<When.Field> headers(Section section, ReservedHeaders reserved) {
        List<When.Field> headers = fields(section, true);
        headers.stream()
                .map(When.Field::name)
                .filter(reserved::areDropped)
                .forEach(name -> section.mistake(name, ReservedHeaders.DROPPED));
        return headers;
    }

    private static List<When.Field> fields(Section section, boolean tokens) {
        return section.lists(TextPattern::of).entrySet().stream()
                .map(field -> {
                    if (tokens && !RuleNames.isToken(field.getKey())) {
                        section.mistake(field.getKey(), "is not a name");
                    }
                    return new When.Field(field.getKey(), field.getValue());
                })
                .toList();
    }

    private static TextPattern host(String written) {
        String name = written.startsWith("*.") ? written.substring(2) : written;
        if (name.isEmpty() || name.endsWith(".") || name.chars().anyMatch(c -> "*/:@ ".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "is not a host such as api.example.org or *.example.org, without a port: " + written);
        }
        return TextPattern.of(written.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Instant instant(Section section, String key) {
        return section.has(key) ? section.optional(key, WhenReader::instant, Instant.EPOCH) : null;
    }

    private static Instant instant(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a time such as 2030-01-31T08:00:00Z: " + written, e);
        }
    }
}
