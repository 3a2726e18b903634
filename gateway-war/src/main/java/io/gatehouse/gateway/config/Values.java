package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.MalformedPath;
import io.gatehouse.gateway.routing.PathTemplate;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.routing.RequestHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How each kind of value is written. Every method throws {@link IllegalArgumentException} with the reason for people. */
final class Values {
    // Symmetric algorithms are not among them: a gateway that knew the secret could make tokens itself.
    private static final Set<String> ALGORITHMS =
            Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    // Runs over the configuration only. Looking around, it takes whole segments.
    private static final Pattern VARIABLE = Pattern.compile("(?<=/)\\{[A-Za-z][A-Za-z0-9_]*}(?=/|$)");

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private Values() {}

    static String text(String written) {
        if (written.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        return written;
    }

    /** {@code 250ms}, {@code 5s}, {@code 2m} or {@code 1h}; at most ten years, which can be told in nanoseconds. */
    static Duration duration(String written) {
        int unit = endOfNumber(written);
        Duration duration;
        try {
            long amount = Long.parseLong(written.substring(0, unit));
            duration = switch (written.substring(unit).strip()) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> throw new NumberFormatException();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("is not a duration such as 250ms, 5s, 2m or 1h: " + written, e);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must not be longer than " + LONGEST.toHours() + "h: " + written);
        }
        return duration;
    }

    /** A whole number from the least on. */
    static Function<String, Integer> count(int least) {
        return written -> {
            try {
                int count = Integer.parseInt(written);
                if (count >= least) {
                    return count;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number: " + written, e);
            }
            throw new IllegalArgumentException("must be at least " + least);
        };
    }

    static Duration positiveDuration(String written) {
        Duration duration = duration(written);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        return duration;
    }

    /** {@code 100 B}, {@code 512 KiB}, {@code 1 MiB} or {@code 2 GiB}, in bytes. */
    static long size(String written) {
        int unit = endOfNumber(written);
        try {
            long amount = Long.parseLong(written.substring(0, unit));
            return Math.multiplyExact(
                    amount,
                    switch (written.substring(unit).strip()) {
                        case "", "B" -> 1L;
                        case "KiB" -> 1L << 10;
                        case "MiB" -> 1L << 20;
                        case "GiB" -> 1L << 30;
                        default -> throw new NumberFormatException();
                    });
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("is not a size such as 100 B, 512 KiB, 1 MiB or 2 GiB: " + written, e);
        }
    }

    /** A whole number from 1 to two thousand million. */
    static int count(String written) {
        try {
            int count = Integer.parseInt(written);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number: " + written, e);
        }
        throw new IllegalArgumentException("must be greater than 0");
    }

    private static int endOfNumber(String written) {
        int i = 0;
        while (i < written.length() && written.charAt(i) >= '0' && written.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** An http or https URL with neither query nor fragment; a slash at its end is taken off. */
    static URI url(String written) {
        try {
            URI url = new URI(written.endsWith("/") ? written.substring(0, written.length() - 1) : written);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "is not an http or https URL without query and fragment: " + written);
            }
            if (url.getRawUserInfo() != null) {
                // It would be shown wherever the URL is.
                throw new IllegalArgumentException("must not hold a user name or password");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getMessage(), e);
        }
    }

    static String path(String written) {
        try {
            String canonical = RequestHead.of("GET", written, null).path();
            if (!canonical.equals(written)) {
                throw new IllegalArgumentException("must be written as " + canonical);
            }
            return canonical;
        } catch (MalformedPath e) {
            throw new IllegalArgumentException("has " + e.getMessage(), e);
        }
    }

    /** A path for itself, or with <code>/**</code> at its end for itself and everything below; <code>{name}</code> for any one segment. */
    static Predicate.Path pathPattern(String written) {
        boolean under = written.endsWith("/**");
        String base = under ? written.substring(0, written.length() - 3) : written;
        if (base.isEmpty() && under) {
            return new Predicate.PathUnder("");
        }
        PathTemplate template = pathTemplate(base);
        if (template.segments().stream().anyMatch(segment -> segment.startsWith("{"))) {
            return new PathTemplate(template.segments(), under);
        }
        return under ? new Predicate.PathUnder(base) : new Predicate.PathIs(base);
    }

    /** A path in which segments may be variables. */
    static PathTemplate pathTemplate(String written) {
        Set<String> names = new HashSet<>();
        Matcher variable = VARIABLE.matcher(written);
        while (variable.find()) {
            if (!names.add(variable.group())) {
                throw new IllegalArgumentException("has the variable " + variable.group() + " twice");
            }
        }
        String literal = variable.replaceAll("x");
        if (literal.indexOf('*') >= 0 || literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "may have a wildcard only as /** at its end, and a variable only as a whole segment such as {id}");
        }
        path(literal);
        return PathTemplate.of(written, false);
    }

    static String stripPrefix(String written) {
        if (written.endsWith("/")) {
            throw new IllegalArgumentException("must not end with a slash");
        }
        return path(written);
    }

    static String method(String written) {
        boolean token = !written.isEmpty() && written.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (!token) {
            throw new IllegalArgumentException("is not a method in capital letters: " + written);
        }
        return written;
    }

    static String algorithm(String written) {
        if (!ALGORITHMS.contains(written)) {
            throw new IllegalArgumentException("is not a known asymmetric algorithm: " + written
                    + ConfigErrors.didYouMean(
                            written, ALGORITHMS.stream().sorted().toList()));
        }
        return written;
    }

    static Path file(String written) {
        return Path.of(text(written));
    }

    static Path directory(String written) {
        return Path.of(text(written));
    }
}
