package io.gatehouse.gateway.cache.store;

import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept.
 *
 * @param realm whose route it is given again on, and no other
 * @param headers as the upstream sent them, but for {@code Age}; with a {@code Date} and the body's length
 * @param freshness of the answer, or of its last validation
 * @param selecting the request's fields that it was chosen by
 */
public record StoredResponse(
        Realm realm,
        int status,
        Headers headers,
        Body.Bytes body,
        CacheControl control,
        Freshness freshness,
        Selecting selecting) {
    /** What an object and its share of tables take besides its characters and bytes, roughly. */
    private static final int OVERHEAD = 256;

    private static final int STRING_OVERHEAD = 48;

    /** What may be stored of the fields of an answer (RFC 9111 section 3.1). */
    public static Headers storable(int status, Headers headers, long received, int length) {
        Headers.Builder kept = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (!HopByHopHeaders.contains(name)
                    && !name.equalsIgnoreCase("Age")
                    && !name.equalsIgnoreCase("Content-Length")
                    && !name.equalsIgnoreCase("X-Request-Id")) {
                kept.add(name, value);
            }
        });
        if (!headers.contains("Date")) {
            // RFC 9110 section 6.6.1
            kept.add("Date", HttpDate.of(received));
        }
        // RFC 9110 section 8.6: a message that can have no body names no length.
        return status == 204
                ? kept.build()
                : kept.add("Content-Length", Integer.toString(length)).build();
    }

    public @Nullable String etag() {
        return headers.first("ETag");
    }

    public @Nullable String lastModified() {
        return headers.first("Last-Modified");
    }

    public boolean hasValidator() {
        return headers.contains("ETag") || headers.contains("Last-Modified");
    }

    /** By what both say, while this one is fresh. Who says that it was made in the future says nothing. */
    boolean isMadeAfter(StoredResponse other) {
        long made = Freshness.dateOf(headers, freshness.received());
        return made <= freshness.received()
                && freshness.timeToLive(other.freshness.received()) > 0
                && made > Freshness.dateOf(other.headers, other.freshness.received());
    }

    /** In bytes, roughly. */
    int weight() {
        int[] weight = {OVERHEAD + body.content().length};
        headers.forEach((name, value) -> weight[0] += name.length() + value.length() + 2 * STRING_OVERHEAD);
        selecting.values().forEach(value -> weight[0] += STRING_OVERHEAD + (value == null ? 0 : value.length()));
        return weight[0];
    }
}
