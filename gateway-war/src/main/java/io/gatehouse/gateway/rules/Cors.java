package io.gatehouse.gateway.rules;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may use a route from a browser (the Fetch standard, section 3.2).
 *
 * @param origins {@code https://app.example.org}, {@code https://*.example.org} for all below, or {@code *} for all
 * @param headers which request headers a page may set; {@code *} for whatever it asks for
 * @param exposed which answer headers a page may read besides the plain ones
 * @param credentials whether cookies and client certificates may go along
 * @param maxAge how long a browser may remember the answer to its preflight
 */
public record Cors(
        List<String> origins, List<String> headers, List<String> exposed, boolean credentials, Duration maxAge) {
    public Cors {
        origins = List.copyOf(origins);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    public boolean admitsAll() {
        return origins.contains("*");
    }

    public boolean admits(String origin) {
        for (int i = 0; i < origins.size(); i++) {
            if (isLike(origins.get(i), origin)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLike(String written, String origin) {
        int star = written.indexOf('*');
        if (star < 0 || written.length() == 1) {
            return written.equals(origin) || star == 0;
        }
        String before = written.substring(0, star);
        String after = written.substring(star + 1);
        return origin.length() > before.length() + after.length()
                && origin.startsWith(before)
                && origin.endsWith(after)
                && isHostName(origin, before.length(), origin.length() - after.length());
    }

    /** The star stands for names only: with a slash, a colon or an at-sign in it the rest would not be the host. */
    private static boolean isHostName(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }
}
