package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway says about the client. What a client says about itself in these fields is dropped on arrival. */
public final class ForwardedHeaders {
    /** What this gateway calls itself, and no other does: a request that bears it has been here. */
    private static final String PSEUDONYM =
            "gatehouse-" + Long.toHexString(new SecureRandom().nextLong() | Long.MIN_VALUE);

    private static final String VIA_NEWER = "1.1 " + PSEUDONYM;
    private static final String VIA_OLDER = "1.0 " + PSEUDONYM;

    private ForwardedHeaders() {}

    /** Whether only the gateway may send this field to an upstream. */
    public static boolean isReserved(String name) {
        return FieldName.startsWith(name, "x-forwarded-")
                || FieldName.is(name, "forwarded")
                || FieldName.is(name, "x-request-id")
                || FieldName.is(name, "x-real-ip");
    }

    /** Whether a request has been forwarded by this gateway already. */
    public static boolean passedHere(Headers headers) {
        String first = headers.first("Via");
        if (first == null) {
            return false;
        }
        return first.contains(PSEUDONYM)
                || (headers.count("Via") > 1 && headers.all("Via").stream().anyMatch(via -> via.contains(PSEUDONYM)));
    }

    /** @param protocol in which the client spoke */
    static void write(Client client, String protocol, Headers.Builder headers) {
        // After the client's own: each gateway on the way adds itself at the end (RFC 9110 section 7.6.3).
        headers.add("Via", protocol.equals("HTTP/1.0") ? VIA_OLDER : VIA_NEWER);
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
}
