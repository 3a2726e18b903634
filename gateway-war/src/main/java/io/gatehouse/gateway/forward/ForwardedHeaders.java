package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;

/** What the gateway says about the client. What a client says about itself in these fields is dropped on arrival. */
public final class ForwardedHeaders {
    private ForwardedHeaders() {}

    /**
     * Whether only the gateway may send this field to an upstream. Underscores count as hyphens: many servers map both
     * to one variable, and so to one meaning.
     */
    public static boolean isReserved(String name) {
        return startsWith(name, "x-forwarded-")
                || equal(name, "forwarded")
                || equal(name, "x-request-id")
                || equal(name, "x-real-ip");
    }

    static void write(Client client, Headers.Builder headers) {
        // After the client's own: each gateway on the way adds itself at the end (RFC 9110 section 7.6.3).
        headers.add("Via", "1.1 gatehouse");
        headers.add("X-Forwarded-For", client.address());
        headers.add("X-Forwarded-Proto", client.scheme());
        String host = client.host();
        if (host != null) {
            headers.add("X-Forwarded-Host", host);
        }
    }

    private static boolean equal(String name, String lowerCase) {
        return name.length() == lowerCase.length() && startsWith(name, lowerCase);
    }

    private static boolean startsWith(String name, String lowerCase) {
        if (name.length() < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = name.charAt(i);
            char folded = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c == '_' ? '-' : c;
            if (folded != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
