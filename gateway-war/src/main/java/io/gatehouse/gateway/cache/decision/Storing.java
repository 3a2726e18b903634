package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import org.jspecify.annotations.Nullable;

/** Whether an answer may be kept (RFC 9111 section 3). */
public final class Storing {
    private Storing() {}

    /**
     * What stands against keeping the answer, in one word; null when nothing does.
     *
     * @param selecting null when the answer cannot be chosen again
     */
    public static @Nullable String obstacle(
            Terms terms, Response response, @Nullable Selecting selecting, CacheControl control, Caching.On settings) {
        boolean known = isKnown(response.status());
        // Section 5.2.2.3: who understands the status ignores no-store where it is for those who do not.
        if (terms.control().noStore() || (control.noStore() && !(control.mustUnderstand() && known))) {
            return "no-store";
        }
        if (!known) {
            return "status";
        }
        if (control.isPrivate()) {
            return "private";
        }
        if (terms.credentials() && !control.allowsShared()) {
            return "credentials";
        }
        // Stricter than section 7.3: what sets a cookie is for one client unless it says otherwise.
        if (response.headers().contains("Set-Cookie") && !control.isPublic()) {
            return "set-cookie";
        }
        if (selecting == null) {
            return "vary";
        }
        if (response.body().length() > settings.maxObject()) {
            return "too-large";
        }
        return hasBasis(response, control) && isOfUse(response.headers(), control, settings) ? null : "no-lifetime";
    }

    /**
     * The statuses whose meaning for caches is known here. Stricter than section 3: refusals such as 401, 403 or 429, and 400 or 431, depend on who
     * asks and how; whoever can provoke one must not provoke it for others.
     */
    private static boolean isKnown(int status) {
        return isHeuristicallyCacheable(status)
                || switch (status) {
                    case 302, 303, 307 -> true;
                    default -> false;
                };
    }

    /**
     * Whether such an answer says what has become of the resource. Refusals and failures only say that this request was answered with neither; a client that
     * can provoke one must not be able to do away with what is stored by it.
     */
    public static boolean isAboutTheResource(int status) {
        return (status >= 200 && status < 400) || status == 404 || status == 410;
    }

    /** RFC 9110 section 15.1, but for partial content. */
    private static boolean isHeuristicallyCacheable(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501 -> true;
            default -> false;
        };
    }

    private static boolean hasBasis(Response response, CacheControl control) {
        return control.isPublic()
                || control.lifetime() != CacheControl.ABSENT
                || response.headers().contains("Expires")
                || isHeuristicallyCacheable(response.status());
    }

    /** Whether there will be a time at which it is fresh, can be validated or may be given stale. */
    private static boolean isOfUse(Headers headers, CacheControl control, Caching.On settings) {
        boolean stale = !control.forbidsStale()
                && (!settings.staleIfError().isZero()
                        || !settings.staleWhileRevalidate().isZero()
                        || control.staleIfError() > 0
                        || control.staleWhileRevalidate() > 0);
        return stale
                || headers.contains("ETag")
                || headers.contains("Last-Modified")
                || (!control.noCache() && (control.lifetime() > 0 || headers.contains("Expires")));
    }
}
