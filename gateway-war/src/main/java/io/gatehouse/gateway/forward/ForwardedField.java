package io.gatehouse.gateway.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Forwarded} fields to the letter of RFC 7239 section 4. Where a field is not well-formed, nobody can say which part of it a trusted proxy
 * wrote: it counts as one that would not tell, and everything before it as well.
 */
final class ForwardedField {
    private final String field;
    private int at;

    private ForwardedField(String field) {
        this.field = field;
    }

    /** Those that the fields of one message name, from the first to the last. */
    static List<Hop> hops(Iterator<String> fields) {
        List<Hop> hops = new ArrayList<>();
        while (fields.hasNext()) {
            ForwardedField reading = new ForwardedField(fields.next());
            if (!reading.readTo(hops)) {
                hops.clear();
                hops.add(Hop.UNKNOWN);
            }
        }
        return hops;
    }

    private boolean readTo(List<Hop> hops) {
        while (true) {
            skipSpace();
            if (at < field.length() && field.charAt(at) != ',') {
                Hop hop = element();
                if (hop == null) {
                    return false;
                }
                hops.add(hop);
                skipSpace();
            }
            if (at == field.length()) {
                return true;
            }
            if (field.charAt(at++) != ',') {
                return false;
            }
        }
    }

    private void skipSpace() {
        while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
            at++;
        }
    }

    private @Nullable Hop element() {
        Map<String, String> pairs = new HashMap<>();
        do {
            if (at < field.length() && Authority.isTokenChar(field.charAt(at)) && !pair(pairs)) {
                return null;
            }
        } while (accept(';'));
        String served = pairs.get("for");
        Node node = served == null ? Node.UNKNOWN : Node.parse(served);
        return node == null ? null : Hop.of(node, pairs.get("proto"), pairs.get("host"));
    }

    /** One parameter; each may stand once in an element. */
    private boolean pair(Map<String, String> pairs) {
        String name = token().toLowerCase(Locale.ROOT);
        if (!accept('=')) {
            return false;
        }
        String value = at < field.length() && field.charAt(at) == '"' ? quotedString() : token();
        return value != null && !value.isEmpty() && pairs.put(name, value) == null;
    }

    private boolean accept(char c) {
        boolean is = at < field.length() && field.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private String token() {
        int from = at;
        while (at < field.length() && Authority.isTokenChar(field.charAt(at))) {
            at++;
        }
        return field.substring(from, at);
    }

    /** RFC 9110 section 5.6.4; null when it has no end. */
    private @Nullable String quotedString() {
        StringBuilder value = new StringBuilder();
        for (at++; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == field.length()) {
                return null;
            }
            char meant = field.charAt(at);
            if ((meant < ' ' && meant != '\t') || meant == 127) {
                return null;
            }
            value.append(meant);
        }
        return null;
    }
}
