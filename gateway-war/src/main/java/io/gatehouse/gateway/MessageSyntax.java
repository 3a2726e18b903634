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

    /** @throws MalformedMessage when method, version, host or framing are not what HTTP/1.1 allows */
    static void check(HttpServletRequest request) throws MalformedMessage {
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

    /** RFC 9112 sections 6.1 and 6.3: chunked alone, not in HTTP/1.0, and with no other word about the length. */
    private static void checkCoding(String coding, boolean allowed, boolean hasLength) throws MalformedMessage {
        if (!allowed) {
            throw new MalformedMessage("a Transfer-Encoding, which HTTP/1.0 does not have");
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new MalformedMessage("another Transfer-Encoding than chunked");
        }
        if (hasLength) {
            throw new MalformedMessage("both Transfer-Encoding and Content-Length");
        }
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
