package io.gatehouse.gateway.routing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A predicate on what {@link Particulars} and the query tell. A value passes that is as any of the patterns says. */
sealed interface Detail extends Predicate {
    static boolean any(List<TextPattern> patterns, String value) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(value)) {
                return true;
            }
        }
        return false;
    }

    /** One of these hosts, whatever the port; <code>*.example.org</code> for those below example.org. */
    record HostIn(List<TextPattern> hosts) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            String host = head.particulars().host();
            return host != null && any(hosts, nameOf(host).toLowerCase(Locale.ROOT));
        }

        private static String nameOf(String host) {
            int port = host.lastIndexOf(':');
            // The colons of an IPv6 address stand in brackets.
            String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
            // The dot of a fully qualified name.
            return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        }

        @Override
        public String words() {
            return "host " + hosts;
        }
    }

    /** A header field; of several fields of the name one is enough. */
    record HeaderIs(When.Field field) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            List<String> values = head.particulars().header(field.name());
            for (int i = 0; i < values.size(); i++) {
                if (any(field.values(), values.get(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String words() {
            return "header " + field;
        }
    }

    /** A query parameter, decoded; of several of the name one is enough. */
    record QueryIs(When.Field field) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            return QueryString.has(head.query(), field.name(), field.values());
        }

        @Override
        public String words() {
            return "query " + field;
        }
    }

    /** A cookie (RFC 6265 section 4.2). */
    record CookieIs(When.Field field) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            List<String> lines = head.particulars().header("Cookie");
            for (int i = 0; i < lines.size(); i++) {
                if (hasCookie(lines.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasCookie(String line) {
            for (int from = 0; from < line.length(); ) {
                int semicolon = line.indexOf(';', from);
                int to = semicolon < 0 ? line.length() : semicolon;
                int equals = line.indexOf('=', from);
                if (equals >= 0
                        && equals < to
                        && line.substring(from, equals).strip().equals(field.name())
                        && any(
                                field.values(),
                                unquoted(line.substring(equals + 1, to).strip()))) {
                    return true;
                }
                from = to + 1;
            }
            return false;
        }

        private static String unquoted(String value) {
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            return quoted ? value.substring(1, value.length() - 1) : value;
        }

        @Override
        public String words() {
            return "cookie " + field;
        }
    }

    /** From the first instant on, and before the second; either may be open. */
    record TimeIn(@Nullable Instant after, @Nullable Instant before) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            Instant time = head.particulars().time();
            return (after == null || !time.isBefore(after)) && (before == null || time.isBefore(before));
        }

        @Override
        public String words() {
            return "time" + (after == null ? "" : " after " + after) + (before == null ? "" : " before " + before);
        }
    }

    /**
     * The share of a route in its group. The request id is the lot: shares come out right for whatever mix of clients there is, and
     * one request always falls to the same route.
     *
     * @param from the shares of those in the group that stand before it
     * @param to {@code from} and its own share
     * @param total the shares of all
     */
    record Share(String group, int from, int to, int total) implements Detail {
        @Override
        public boolean test(RequestHead head) {
            if (total == 0) {
                return false;
            }
            int drawn = Math.floorMod(mixed(head.particulars().id().hashCode() * 31 + group.hashCode()), total);
            return drawn >= from && drawn < to;
        }

        /** The finalizer of MurmurHash3: every bit of the id counts. */
        private static int mixed(int hash) {
            int h = hash;
            h = (h ^ (h >>> 16)) * 0x85ebca6b;
            h = (h ^ (h >>> 13)) * 0xc2b2ae35;
            return h ^ (h >>> 16);
        }

        @Override
        public String words() {
            return "weight " + (to - from) + " of " + total + " in " + group;
        }
    }
}
