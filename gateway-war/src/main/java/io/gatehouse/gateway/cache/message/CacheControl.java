package io.gatehouse.gateway.cache.message;

import io.gatehouse.gateway.pipeline.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directives of a {@code Cache-Control} field (RFC 9111 section 5.2, RFC 5861). Of a directive that stands twice the first counts, and a
 * lifetime that is no number counts as 0 (section 4.2.1). {@code private} and {@code no-cache} that name fields count as if they named
 * none, which is stricter. Unknown directives are ignored (section 5.2.3).
 */
public final class CacheControl {
    public static final long ABSENT = -1;
    public static final CacheControl NONE = new CacheControl();

    private boolean noStore;
    private boolean noCache;
    private boolean isPrivate;
    private boolean isPublic;
    private boolean mustRevalidate;
    private boolean proxyRevalidate;
    private boolean mustUnderstand;
    private boolean onlyIfCached;
    private long maxAge = ABSENT;
    private long sharedMaxAge = ABSENT;
    private long maxStale = ABSENT;
    private long minFresh = ABSENT;
    private long staleIfError = ABSENT;
    private long staleWhileRevalidate = ABSENT;

    private CacheControl() {}

    public static CacheControl of(Headers headers) {
        return of(Fields.combined(headers, "Cache-Control"));
    }

    public static CacheControl of(@Nullable String written) {
        if (written == null) {
            return NONE;
        }
        CacheControl control = new CacheControl();
        new Directives(written).forEach(control::see);
        return control;
    }

    private void see(String name, @Nullable String argument) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "no-store" -> noStore = true;
            case "no-cache" -> noCache = true;
            case "private" -> isPrivate = true;
            case "public" -> isPublic = true;
            case "must-revalidate" -> mustRevalidate = true;
            case "proxy-revalidate" -> proxyRevalidate = true;
            case "must-understand" -> mustUnderstand = true;
            case "only-if-cached" -> onlyIfCached = true;
            default -> seeTime(name.toLowerCase(Locale.ROOT), argument);
        }
    }

    private void seeTime(String name, @Nullable String argument) {
        long seconds = argument == null ? ABSENT : Fields.deltaSeconds(argument);
        switch (name) {
            case "max-age" -> maxAge = first(maxAge, Math.max(0, seconds));
            case "s-maxage" -> sharedMaxAge = first(sharedMaxAge, Math.max(0, seconds));
            case "max-stale" -> maxStale = first(maxStale, argument == null ? Long.MAX_VALUE / 1000 : seconds);
            case "min-fresh" -> minFresh = first(minFresh, seconds);
            case "stale-if-error" -> staleIfError = first(staleIfError, Math.max(0, seconds));
            case "stale-while-revalidate" -> staleWhileRevalidate = first(staleWhileRevalidate, Math.max(0, seconds));
            default -> {
                // A directive that this cache does not know.
            }
        }
    }

    private static long first(long known, long seen) {
        return known == ABSENT ? seen : known;
    }

    public boolean noStore() {
        return noStore;
    }

    public boolean noCache() {
        return noCache;
    }

    public boolean mustUnderstand() {
        return mustUnderstand;
    }

    public boolean isPrivate() {
        return isPrivate;
    }

    public boolean isPublic() {
        return isPublic;
    }

    public boolean onlyIfCached() {
        return onlyIfCached;
    }

    /** Whether answers to requests that say who asks may be stored (section 3.5). */
    public boolean allowsShared() {
        return isPublic || mustRevalidate || sharedMaxAge != ABSENT;
    }

    /** Whether the answer may not be given once it is stale, whoever else allows it (section 4.2.4). */
    public boolean forbidsStale() {
        return noCache || mustRevalidate || proxyRevalidate || sharedMaxAge != ABSENT;
    }

    /** What a shared cache takes for the lifetime, in seconds; {@link #ABSENT} when none is given. */
    public long lifetime() {
        return sharedMaxAge == ABSENT ? maxAge : sharedMaxAge;
    }

    /** As a request's directive, in seconds. */
    public long maxAge() {
        return maxAge;
    }

    /** In seconds; a number beyond all ages when the client names none. */
    public long maxStale() {
        return maxStale;
    }

    public long minFresh() {
        return minFresh;
    }

    public long staleIfError() {
        return staleIfError;
    }

    public long staleWhileRevalidate() {
        return staleWhileRevalidate;
    }
}
