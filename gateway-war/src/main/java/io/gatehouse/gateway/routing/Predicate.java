package io.gatehouse.gateway.routing;

import java.util.List;

/** One condition that a route puts on the head of a request. */
public sealed interface Predicate permits Predicate.Path, Predicate.MethodIn, Predicate.AnyMethod, Detail {
    boolean test(RequestHead head);

    /** What is asked, in the words of the configuration. */
    String words();

    /** A condition on the path. Every route has one. */
    sealed interface Path extends Predicate permits PathIs, PathUnder, PathTemplate {
        /** The segments up to the first variable or wildcard, without a slash at the end. */
        String literalPrefix();

        /** Whether nothing below the path is meant. */
        boolean isExact();

        /** The pattern's segments in order; a variable as <code>{name}</code>. */
        List<String> segments();
    }

    /** This path, with or without a slash at its end: services answer both alike, so one rule must hold for both. */
    record PathIs(String path) implements Path {
        public PathIs {
            path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }

        @Override
        public boolean test(RequestHead head) {
            String asked = head.path();
            return asked.startsWith(path)
                    && (asked.length() == path.length()
                            || (asked.length() == path.length() + 1 && asked.charAt(path.length()) == '/'));
        }

        @Override
        public String literalPrefix() {
            return path;
        }

        @Override
        public boolean isExact() {
            return true;
        }

        @Override
        public List<String> segments() {
            return PathTemplate.split(path);
        }

        @Override
        public String words() {
            return "path " + path;
        }
    }

    /** This path and everything below it; {@code prefix} has no slash at its end, so it is empty for "everything". */
    record PathUnder(String prefix) implements Path {
        @Override
        public boolean test(RequestHead head) {
            String path = head.path();
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }

        @Override
        public String literalPrefix() {
            return prefix;
        }

        @Override
        public boolean isExact() {
            return false;
        }

        @Override
        public List<String> segments() {
            return PathTemplate.split(prefix);
        }

        @Override
        public String words() {
            return "path " + prefix + "/**";
        }
    }

    /** One of these methods. HEAD goes wherever GET goes (RFC 9110 section 9.3.2). */
    record MethodIn(List<String> methods) implements Predicate {
        public MethodIn {
            methods = List.copyOf(methods);
        }

        @Override
        public boolean test(RequestHead head) {
            return methods.contains(head.method()) || (head.method().equals("HEAD") && methods.contains("GET"));
        }

        @Override
        public String words() {
            return "method " + String.join(", ", methods);
        }
    }

    /** Any method. */
    record AnyMethod() implements Predicate {
        @Override
        public boolean test(RequestHead head) {
            return true;
        }

        @Override
        public String words() {
            return "any method";
        }
    }
}
