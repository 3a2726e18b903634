package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import org.jspecify.annotations.Nullable;

/** Makes the client's answer out of a stored one. */
public final class Serving {
    private Serving() {}

    /**
     * The answer for this client: the stored one, or that it has it already.
     *
     * @param status what the cache says about it
     * @param origin which upstream was asked besides; null when none was
     */
    public static Response of(
            StoredResponse stored, Request request, Terms terms, long now, String status, @Nullable Origin origin) {
        long age = stored.freshness().age(now);
        if (terms.preconditions() && Preconditions.notModified(request.headers(), stored)) {
            return new Response(304, CacheStatus.added(notModified(stored), age, status), Body.EMPTY, null, origin);
        }
        return new Response(
                stored.status(), CacheStatus.added(stored.headers(), age, status), stored.body(), null, origin);
    }

    /** RFC 9110 section 15.4.5: no more about the body than the client needs to keep its own copy up to date. */
    private static Headers notModified(StoredResponse stored) {
        boolean tagged = stored.etag() != null;
        Headers.Builder headers = new Headers.Builder();
        stored.headers().forEach((name, value) -> {
            boolean ofTheBody =
                    name.regionMatches(true, 0, "Content-", 0, 8) && !name.equalsIgnoreCase("Content-Location");
            if (!ofTheBody && !(tagged && name.equalsIgnoreCase("Last-Modified"))) {
                headers.add(name, value);
            }
        });
        return headers.build();
    }
}
