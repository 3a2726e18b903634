package io.gatehouse.gateway.cache.message;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import org.jspecify.annotations.Nullable;

/** What a GET or HEAD request tells a cache, gathered in one walk over its fields. */
public final class Terms {
    private final boolean head;
    private @Nullable String bypass;
    private boolean credentials;
    private boolean pragma;
    private boolean preconditions;
    private CacheControl control = CacheControl.NONE;

    private Terms(Request request) {
        head = request.head().method().equals("HEAD");
        credentials = request.identity() != null;
        bypass = bypass(request.body());
        Headers headers = request.headers();
        headers.forEach((name, value) -> see(name, value));
        if (control != CacheControl.NONE && headers.count("Cache-Control") > 1) {
            control = CacheControl.of(headers);
        }
    }

    private static @Nullable String bypass(Body body) {
        if (body instanceof Body.Tunnel) {
            // A handshake is for one client, and no stored answer ends it.
            return "upgrade";
        }
        // What a body means in such a request is known to the upstream alone, and it is no part of the key.
        return body.length() == 0 ? null : "body";
    }

    public static Terms of(Request request) {
        return new Terms(request);
    }

    private void see(String name, String value) {
        switch (name.length()) {
            case 5 -> bypassIf(name.equalsIgnoreCase("Range"), "range");
            case 6 -> {
                credentials |= name.equalsIgnoreCase("Cookie");
                // Section 5.4: for clients that know no Cache-Control.
                pragma |= name.equalsIgnoreCase("Pragma")
                        && CacheControl.of(value).noCache();
            }
            case 8 -> bypassIf(name.equalsIgnoreCase("If-Match") || name.equalsIgnoreCase("If-Range"), "precondition");
            case 9 -> credentials |= name.equalsIgnoreCase("X-API-Key");
            case 13 -> seeThirteen(name, value);
            case 14 -> bypassIf(Fields.named(name, "x-original-url"), "override");
            case 17 -> {
                preconditions |= name.equalsIgnoreCase("If-Modified-Since");
                bypassIf(Fields.named(name, "x-method-override"), "override");
            }
            case 19 -> bypassIf(name.equalsIgnoreCase("If-Unmodified-Since"), "precondition");
            case 22 -> bypassIf(Fields.named(name, "x-http-method-override"), "override");
            default -> {
                // Nothing that a cache heeds, unless an answer's Vary names it.
            }
        }
    }

    private void seeThirteen(String name, String value) {
        if (name.equalsIgnoreCase("Cache-Control")) {
            control = CacheControl.of(value);
        } else if (name.equalsIgnoreCase("Authorization")) {
            credentials = true;
        } else if (name.equalsIgnoreCase("If-None-Match")) {
            preconditions = true;
        } else {
            // Such fields make another request of this one behind the cache's back, and are no part of the key.
            bypassIf(Fields.named(name, "x-http-method") || Fields.named(name, "x-rewrite-url"), "override");
        }
    }

    private void bypassIf(boolean so, String reason) {
        if (so) {
            bypass = reason;
        }
    }

    /** Why the cache keeps out of this request; null when it does not. */
    public @Nullable String bypass() {
        return bypass;
    }

    public boolean head() {
        return head;
    }

    /** Whether the answer may be meant for one client: the request says who asks. */
    public boolean credentials() {
        return credentials;
    }

    /** Whether the client has something already and asks if that is still good. */
    public boolean preconditions() {
        return preconditions;
    }

    public CacheControl control() {
        return control;
    }

    /** Whether the client wants no answer that has not been validated. */
    public boolean noCache() {
        return control.noCache() || (pragma && control == CacheControl.NONE);
    }
}
