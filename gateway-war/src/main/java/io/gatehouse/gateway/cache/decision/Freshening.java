package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a validation changes about a stored answer (RFC 9111 sections 3.2, 4.3.4 and 4.3.5). */
public final class Freshening {
    /** About the body, which stays as it is. */
    private static final Set<String> OF_THE_BODY = Set.of("content-length", "content-encoding", "content-range");

    private Freshening() {}

    /**
     * Whether a 304 means this answer. A strong validator must be the same one; an answer without any validator means the one that was
     * asked about, for only one was.
     */
    public static boolean concerns(StoredResponse stored, Headers notModified) {
        String etag = notModified.first("ETag");
        String known = stored.etag();
        if (etag != null) {
            return known != null
                    && (Preconditions.isWeak(etag)
                            ? Preconditions.opaque(etag).equals(Preconditions.opaque(known))
                            : etag.equals(known));
        }
        String modified = notModified.first("Last-Modified");
        return modified == null || modified.equals(stored.lastModified());
    }

    /** Whether the answer to HEAD describes the stored answer to GET (section 4.3.5). */
    public static boolean describes(StoredResponse stored, Headers head) {
        return agree(head.first("ETag"), stored.etag())
                && agree(head.first("Last-Modified"), stored.lastModified())
                && agree(head.first("Content-Length"), stored.headers().first("Content-Length"));
    }

    private static boolean agree(@Nullable String received, @Nullable String known) {
        return received == null || received.equals(known);
    }

    /** The stored fields, with what was received in place of fields of the same name. */
    public static Headers merged(StoredResponse stored, Headers received, long now) {
        Set<String> replaced = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        received.forEach((name, value) -> replaced.add(name));
        replaced.removeAll(OF_THE_BODY);
        // The stored date is that of the answer before.
        replaced.add("Date");
        Headers.Builder merged = new Headers.Builder();
        stored.headers().forEach((name, value) -> {
            if (!replaced.contains(name)) {
                merged.add(name, value);
            }
        });
        received.forEach((name, value) -> {
            if (replaced.contains(name)) {
                merged.add(name, value);
            }
        });
        return StoredResponse.storable(
                stored.status(), merged.build(), now, stored.body().content().length);
    }
}
