package io.gatehouse.kernel.trace;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that the gateway has given the request that this thread works for; clients see the same one. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /** It ends up in the log, and past the gateway anybody may say anything. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9:._-]{1,100}");

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** Null when the work is for no request, or for one whose id is none. */
    static @Nullable String current() {
        return CURRENT.get();
    }

    /** Lets this thread work for another request; returns for which it worked before. */
    static @Nullable String enter(@Nullable String id) {
        String before = CURRENT.get();
        if (id == null || !FORM.matcher(id).matches()) {
            CURRENT.remove();
        } else {
            CURRENT.set(id);
        }
        return before;
    }
}
