package io.gatehouse.gateway.cache.store;

import java.util.Locale;

/** What became of a stored answer that was to be renewed in the background. */
public enum Renewal {
    /** The upstream said that it is still good, or gave another that is stored in its place. */
    RENEWED,
    /** There is nothing newer: the upstream failed or refused, or what it gave cannot be stored. */
    FAILED;

    /** As metrics and documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
