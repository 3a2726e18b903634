package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.message.Fields;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;

/** Whether the client has the stored answer already (RFC 9111 section 4.3.2, RFC 9110 section 13). */
public final class Preconditions {
    private Preconditions() {}

    /** Whether 304 says all that the client needs. */
    static boolean notModified(Headers request, StoredResponse stored) {
        if (stored.status() != 200) {
            return false;
        }
        String tags = Fields.combined(request, "If-None-Match");
        if (tags != null) {
            String etag = stored.etag();
            return tags.strip().equals("*") || (etag != null && names(tags, etag));
        }
        String since = request.first("If-Modified-Since");
        return since != null
                && request.count("If-Modified-Since") == 1
                && !isLater(stored, since, stored.freshness().received());
    }

    private static boolean isLater(StoredResponse stored, String since, long now) {
        String modified = stored.lastModified();
        if (since.equals(modified)) {
            return false;
        }
        long limit = HttpDate.parse(since, now);
        if (limit == HttpDate.INVALID) {
            return true;
        }
        long changed = modified == null
                ? Freshness.dateOf(stored.headers(), stored.freshness().received())
                : HttpDate.parse(modified, now);
        return changed == HttpDate.INVALID || changed > limit;
    }

    /** Whether a list names this tag, by weak comparison. */
    static boolean names(String list, String etag) {
        String wanted = opaque(etag.strip());
        int at = 0;
        while (at < list.length()) {
            int open = list.indexOf('"', at);
            int close = open < 0 ? -1 : list.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            if (wanted.length() == close + 1 - open && list.startsWith(wanted, open)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }

    static boolean isWeak(String etag) {
        return etag.startsWith("W/");
    }

    /** A tag without its mark of weakness. */
    static String opaque(String etag) {
        return isWeak(etag) ? etag.substring(2) : etag;
    }

    /** The request that asks the upstream whether the stored answer is still good (section 4.3.1). */
    public static Headers asking(Headers request, @Nullable StoredResponse stored) {
        Headers.Builder asking = new Headers.Builder();
        request.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("If-None-Match") && !name.equalsIgnoreCase("If-Modified-Since")) {
                asking.add(name, value);
            }
        });
        if (stored != null) {
            String etag = stored.etag();
            String modified = stored.lastModified();
            if (etag != null) {
                asking.add("If-None-Match", etag);
            }
            if (modified != null) {
                asking.add("If-Modified-Since", modified);
            }
        }
        return asking.build();
    }
}
