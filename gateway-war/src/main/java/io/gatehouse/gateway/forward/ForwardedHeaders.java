package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        String host = client.host() != null && Authority.isHost(client.host()) ? client.host() : null;
        headers.add("Forwarded", forwarded(client, host));
        headers.add("X-Forwarded-For", customary(client.way()));
        headers.add("X-Forwarded-Proto", client.scheme());
        if (host != null) {
            headers.add("X-Forwarded-Host", host);
        }
    }

    /** RFC 7239: what the client asked for stands with the client. */
    private static String forwarded(Client client, @Nullable String host) {
        StringBuilder field = new StringBuilder(96);
        for (String node : client.way()) {
            boolean isFirst = field.isEmpty();
            field.append(isFirst ? "for=" : ", for=");
            if (node.indexOf(':') >= 0) {
                field.append("\"[").append(node).append("]\"");
            } else {
                field.append(node);
            }
            if (isFirst) {
                field.append(";proto=").append(client.scheme());
                appendHost(field, host);
            }
        }
        return field.toString();
    }

    private static void appendHost(StringBuilder field, @Nullable String host) {
        if (host != null) {
            boolean token = Authority.isToken(host);
            field.append(token ? ";host=" : ";host=\"").append(host).append(token ? "" : "\"");
        }
    }

    /** The older field has no obfuscated identifiers. */
    private static String customary(List<String> way) {
        String client = way.get(0);
        String first = client.startsWith("_") ? Node.UNKNOWN.name() : client;
        return way.size() == 1 ? first : first + ", " + String.join(", ", way.subList(1, way.size()));
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
