package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.Authority;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a request before anything of it is believed. Where two servers read one message in two ways, a second request can be hidden in it; this server
 * lets much of that through (docs/forwarding.md has the list), so it is refused here, and the connection that it came on is closed.
 */
final class MessageSyntax {
    private static final int LONGEST_METHOD = 64;

    private MessageSyntax() {}

    /** @throws MalformedMessage when method, version, host or framing are not what HTTP/1.1 allows, or a session was cut out of the path */
    static void check(HttpServletRequest request) throws MalformedMessage {
        if (PathSession.isCutOutOf(request)) {
            throw new MalformedMessage("a session in the path");
        }
        String method = request.getMethod();
        if (method.length() > LONGEST_METHOD || !Authority.isToken(method)) {
            throw new MalformedMessage("a method that is none");
        }
        boolean newer = request.getProtocol().equals("HTTP/1.1");
        if (!newer && !request.getProtocol().equals("HTTP/1.0")) {
            throw new MalformedMessage("another version than HTTP/1.0 and HTTP/1.1");
        }
        checkHost(request.getHeaders("Host"), newer);
        String coding = only(request.getHeaders("Transfer-Encoding"), "Transfer-Encoding");
        String length = only(request.getHeaders("Content-Length"), "Content-Length");
        if (coding != null) {
            checkCoding(coding, newer, length != null || request.getContentLengthLong() >= 0);
        } else if (length != null && !isNumber(length)) {
            throw new MalformedMessage("a Content-Length that is no number");
        }
    }

    /** RFC 9112 section 3.2: exactly one, and one that can be an authority. */
    private static void checkHost(Enumeration<String> fields, boolean needed) throws MalformedMessage {
        String host = only(fields, "Host");
        if (host == null ? needed : !Authority.isHostAndPort(host)) {
            throw new MalformedMessage(host == null ? "no Host" : "a Host that is none");
        }
    }

    /**
     * RFC 9112 sections 6.1 and 6.3: chunked alone, not in HTTP/1.0, and with no other word about the length. Where other codings stand before it, the message has an
     * end, though not for us.
     */
    private static void checkCoding(String coding, boolean allowed, boolean hasLength) throws MalformedMessage {
        if (!allowed) {
            throw new MalformedMessage("a Transfer-Encoding, which HTTP/1.0 does not have");
        }
        if (hasLength) {
            throw new MalformedMessage("both Transfer-Encoding and Content-Length");
        }
        if (!isChunked(coding)) {
            throw endsInChunked(coding)
                    ? MalformedMessage.inUnknownCoding()
                    : new MalformedMessage("another Transfer-Encoding than chunked");
        }
    }

    private static boolean isChunked(String coding) {
        return coding.equalsIgnoreCase("chunked");
    }

    /** Whether well-formed codings stand before the one that tells the end, which may stand there once. */
    private static boolean endsInChunked(String codings) {
        String[] all = codings.split(",", -1);
        for (int i = 0; i < all.length - 1; i++) {
            String name = unpadded(all[i].split(";", 2)[0]);
            if (!Authority.isToken(name) || isChunked(name)) {
                return false;
            }
        }
        return all.length > 1 && isChunked(unpadded(all[all.length - 1]));
    }

    /** Without the optional white space of RFC 9110 section 5.6.3, which is less than what Java takes for white space. */
    private static String unpadded(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isPadding(text.charAt(from))) {
            from++;
        }
        while (from < to && isPadding(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == '\t';
    }

    /** RFC 9110 section 5.5 and RFC 9112 section 5: what else a name or a value could hold would be another field to somebody. */
    static void checkField(String name, String value) throws MalformedMessage {
        if (!Authority.isToken(name)) {
            throw new MalformedMessage("a header field whose name is none");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw new MalformedMessage("a control character in a header field");
            }
        }
    }

    private static @Nullable String only(Enumeration<String> values, String name) throws MalformedMessage {
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw new MalformedMessage("more than one " + name);
        }
        return value;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
