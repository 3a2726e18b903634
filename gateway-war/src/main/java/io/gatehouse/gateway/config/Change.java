package io.gatehouse.gateway.config;

import java.util.List;

/**
 * One thing in which two configurations differ. It names keys and shows no values, because values may be secret.
 *
 * @param section the key of the file, {@code routes} for instance
 * @param id of the route, upstream or issuer; empty when the section is one thing
 * @param keys what changed in it, as in {@code timeouts.total}; empty when it was added or removed
 */
public record Change(String section, String id, Kind kind, List<String> keys) {
    public Change {
        keys = List.copyOf(keys);
    }

    /** What became of it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** {@code routes +new}, {@code routes -old}, {@code routes ~users (access, timeouts.total)}. */
    @Override
    public String toString() {
        String sign = switch (kind) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
        };
        String what = id.isEmpty() ? section : section + " " + sign + id;
        return keys.isEmpty() ? what : what + " (" + String.join(", ", keys) + ")";
    }
}
