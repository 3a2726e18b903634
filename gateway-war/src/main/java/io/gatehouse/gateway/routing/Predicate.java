package io.gatehouse.gateway.routing;

import java.util.List;

/** One condition that a route puts on the head of a request. */
public sealed interface Predicate {
    boolean test(RequestHead head);

    /** This path, with or without a slash at its end: services answer both alike, so one rule must hold for both. */
    record PathIs(String path) implements Predicate {
        @Override
        public boolean test(RequestHead head) {
            String asked = head.path();
            return asked.startsWith(path)
                    && (asked.length() == path.length()
                            || (asked.length() == path.length() + 1 && asked.charAt(path.length()) == '/'));
        }
    }

    /** This path and everything below it; {@code prefix} has no slash at its end, so it is empty for "everything". */
    record PathUnder(String prefix) implements Predicate {
        @Override
        public boolean test(RequestHead head) {
            String path = head.path();
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
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
    }

    /** Any method. */
    record AnyMethod() implements Predicate {
        @Override
        public boolean test(RequestHead head) {
            return true;
        }
    }
}
