package io.gatehouse.gateway.routing;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path with variables, each of them one whole segment: <code>/users/{id}/orders</code>.
 *
 * @param under whether everything below is meant too
 */
public record PathTemplate(List<String> segments, boolean under) implements Predicate.Path {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** The template that is written so, without a wildcard at its end. */
    public static PathTemplate of(String written, boolean under) {
        return new PathTemplate(split(written), under);
    }

    static List<String> split(String path) {
        return path.length() <= 1 ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /** Whether there is a variable of this name. */
    public boolean names(String variable) {
        return segments.contains("{" + variable + "}");
    }

    @Override
    public boolean test(RequestHead head) {
        String path = head.path();
        int at = 0;
        for (String segment : segments) {
            int from = at + 1;
            if (from >= path.length()) {
                return false;
            }
            at = endOfSegment(path, from);
            if (!isVariable(segment) && !(segment.length() == at - from && path.startsWith(segment, from))) {
                return false;
            }
        }
        return under || at >= path.length() - 1;
    }

    /** The segment of a matching path that stands for the variable, percent-encoded as it is there; null for an unknown name. */
    public @Nullable String value(String path, String variable) {
        int at = 0;
        for (String segment : segments) {
            int from = at + 1;
            at = endOfSegment(path, from);
            if (segment.length() == variable.length() + 2 && isVariable(segment) && segment.startsWith(variable, 1)) {
                return path.substring(from, at);
            }
        }
        return null;
    }

    /** Whether each variable stands for the same in both, which match. */
    boolean hasSameValues(String path, String other) {
        return segments.stream()
                .filter(PathTemplate::isVariable)
                .map(variable -> variable.substring(1, variable.length() - 1))
                .allMatch(name -> Objects.equals(value(path, name), value(other, name)));
    }

    /** What a matching path has below the template; empty, or from its slash on. */
    public String rest(String path) {
        int at = 0;
        for (int i = 0; i < segments.size(); i++) {
            at = endOfSegment(path, at + 1);
        }
        return path.substring(at);
    }

    private static int endOfSegment(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    @Override
    public String literalPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (String segment : segments) {
            if (isVariable(segment)) {
                break;
            }
            prefix.append('/').append(segment);
        }
        return prefix.toString();
    }

    @Override
    public boolean isExact() {
        return !under;
    }

    @Override
    public String words() {
        return "path /" + String.join("/", segments) + (under ? "/**" : "");
    }
}
