package io.gatehouse.gateway.cache.store;

import io.gatehouse.gateway.pipeline.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored under one address, the newest first. Of one realm only answers that were chosen by the same fields are kept: the newest
 * answer knows what the resource varies by. Immutable.
 */
public record Resource(List<StoredResponse> variants) {
    static final Resource EMPTY = new Resource(List.of());
    /** Clients choose the values of fields: there may be no more answers than can be looked through in no time. */
    private static final int MOST_VARIANTS = 16;

    public Resource {
        variants = List.copyOf(variants);
    }

    public @Nullable StoredResponse select(Realm realm, Headers request) {
        for (int i = 0; i < variants.size(); i++) {
            StoredResponse stored = variants.get(i);
            if (stored.realm() == realm && stored.selecting().matches(request)) {
                return stored;
            }
        }
        return null;
    }

    /** Any answer of this realm; null when there is none. */
    public @Nullable StoredResponse any(Realm realm) {
        for (StoredResponse stored : variants) {
            if (stored.realm() == realm) {
                return stored;
            }
        }
        return null;
    }

    /** With this answer in place of those that it outdates, unless one of them is younger than it (RFC 9111 section 4). */
    Resource with(StoredResponse newest) {
        for (StoredResponse stored : variants) {
            if (stored.realm() == newest.realm()
                    && stored.selecting().equals(newest.selecting())
                    && stored.isMadeAfter(newest)) {
                return this;
            }
        }
        List<StoredResponse> kept = new ArrayList<>(variants.size() + 1);
        kept.add(newest);
        for (StoredResponse stored : variants) {
            boolean other = stored.realm() != newest.realm()
                    || (stored.selecting().names().equals(newest.selecting().names())
                            && !stored.selecting().equals(newest.selecting()));
            if (other && kept.size() < MOST_VARIANTS) {
                kept.add(stored);
            }
        }
        return new Resource(kept);
    }

    /** Null when nothing is left. */
    @Nullable
    Resource without(Predicate<StoredResponse> which) {
        List<StoredResponse> kept = new ArrayList<>(variants);
        return !kept.removeIf(which) ? this : kept.isEmpty() ? null : new Resource(kept);
    }

    /** In bytes, roughly. */
    int weight(String key) {
        long weight = key.length();
        for (StoredResponse stored : variants) {
            weight += stored.weight();
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }
}
