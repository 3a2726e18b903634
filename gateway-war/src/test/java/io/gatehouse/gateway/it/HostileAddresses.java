package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.answered;
import static io.gatehouse.gateway.it.Hostile.forwarded;
import static io.gatehouse.gateway.it.Hostile.forwardedLast;
import static io.gatehouse.gateway.it.Hostile.get;
import static io.gatehouse.gateway.it.Hostile.harmless;
import static io.gatehouse.gateway.it.Hostile.refused;

import java.util.stream.Stream;

/** Hostile request lines and hosts. Below {@code guarded} nobody comes without a token. */
final class HostileAddresses {
    private HostileAddresses() {}

    static Stream<Hostile> paths() {
        return Stream.of(
                refused("a dot segment up", get("/api/hostile/../smuggled")),
                refused("a dot segment up at the end", get("/api/hostile/..")),
                refused("a dot segment up at the beginning", get("/../smuggled")),
                refused("a dot segment that stays", get("/api/./hostile/x")),
                refused("a dot segment that stays at the end", get("/api/hostile/.")),
                refused("dots encoded in small letters", get("/api/hostile/%2e%2e/smuggled")),
                refused("dots encoded in capital letters", get("/api/hostile/%2E%2E/smuggled")),
                refused("one dot encoded and one not", get("/api/hostile/.%2e/smuggled")),
                refused("one dot not encoded and one is", get("/api/hostile/%2e./smuggled")),
                refused("an encoded dot that stays", get("/api/hostile/%2e/smuggled")),
                refused("a dot segment that leads to a guarded path", get("/api/hostile/x/../guarded/smuggled")),
                refused("a slash encoded in small letters", get("/api/hostile%2fguarded/smuggled")),
                refused("a slash encoded in capital letters", get("/api/hostile/a%2Fsmuggled")),
                refused("a backslash", get("/api/hostile\\smuggled")),
                refused("an encoded backslash", get("/api/hostile/a%5csmuggled")),
                refused("an encoded backslash in capital letters", get("/api/hostile/%5C..%5Csmuggled")),
                refused("an empty segment", get("/api//hostile/smuggled")),
                refused("an empty segment at the beginning", get("//api/hostile/smuggled")),
                refused("an empty segment at the end", get("/api/hostile/smuggled//")),
                refused("a path parameter", get("/api/hostile;v=1/smuggled")),
                refused("a path parameter before a dot segment", get("/api/hostile/..;/smuggled")),
                refused("a session in the path", get("/api/hostile/x;jsessionid=smuggled")),
                refused("an empty session in the path", get("/api/hostile/smuggled;jsessionid=")),
                refused("a session with slashes", get("/api/hostile/x;jsessionid=1/smuggled")),
                refused("a session with a route to another instance", get("/api/hostile/x;jsessionid=1.smuggled:2")),
                refused(
                        "a session where the route allows parameters",
                        get("/api/hostile/odd/x;jsessionid=smuggled/smuggled;v=1")),
                refused(
                        "a session in the path and another in a cookie",
                        "GET /api/hostile/x;jsessionid=smuggled HTTP/1.1\nHost: h\nCookie: JSESSIONID=1\n\n"),
                forwarded(
                        "a session in a cookie alone",
                        "GET /api/hostile/x HTTP/1.1\nHost: h\nCookie: JSESSIONID=1\n\n",
                        "cookie: JSESSIONID=1\n"),
                refused("an encoded semicolon", get("/api/hostile/a%3bsmuggled")),
                refused("an encoded NUL", get("/api/hostile/a%00smuggled")),
                refused("a NUL", get("/api/hostile/a␀smuggled")),
                refused("an encoded line feed", get("/api/hostile/a%0asmuggled")),
                refused("an encoded line end with a field", get("/api/hostile/a%0d%0aX:smuggled")),
                refused("an encoded tab", get("/api/hostile/a%09smuggled")),
                refused("an encoded delete", get("/api/hostile/a%7fsmuggled")),
                refused("an overlong slash", get("/api/hostile/%c0%afsmuggled")),
                refused("an overlong dot", get("/api/hostile/%c0%ae%c0%ae/smuggled")),
                refused("a byte that no UTF-8 has", get("/api/hostile/%ffsmuggled")),
                refused("an incomplete encoding", get("/api/hostile/%2")),
                refused("an encoding with a letter beyond f", get("/api/hostile/%2gsmuggled")),
                refused("a percent sign alone", get("/api/hostile/%/smuggled")),
                refused("a Unicode escape of Microsoft's", get("/api/hostile/%u002e%u002e/smuggled")),
                refused("a fragment", get("/api/hostile/x#smuggled")),
                refused("a byte above 7F", get("/api/hostile/\u00e4smuggled")),
                refused("an escape character", get("/api/hostile/a␛smuggled")),
                refused("a quotation mark", get("/api/hostile/\"smuggled\"")),
                refused("braces", get("/api/hostile/{smuggled}")),
                refused("a caret", get("/api/hostile/^smuggled")),
                answered(401, "a guarded path in its plain spelling", get("/api/hostile/guarded/smuggled")),
                answered(401, "a guarded path with encoded letters", get("/api/hostile/%67uarded/smuggled")),
                answered(404, "a guarded path in capital letters elsewhere", get("/API/hostile/guarded/smuggled")),
                answered(404, "a route's name with something behind it", get("/api/hostileX/smuggled")),
                answered(404, "an absolute path on the server", get("/WEB-INF/web.xml")),
                forwarded("encoded letters are decoded", get("/api/%68ostile/%78"), "GET /things/hostile/x HTTP/1.1\n"),
                forwarded(
                        "an encoding of an encoding stays one",
                        get("/api/hostile/%252e%252e/x"),
                        "GET /things/hostile/%252e%252e/x HTTP/1.1\n"),
                forwarded("three dots are a name", get("/api/hostile/.../x"), "GET /things/hostile/.../x HTTP/1.1\n"));
    }

    static Stream<Hostile> queries() {
        return Stream.of(
                refused("a NUL in the query", get("/api/hostile/x?a=␀smuggled")),
                refused("an encoded NUL in the query", get("/api/hostile/x?a=%00smuggled")),
                refused("an escape character in the query", get("/api/hostile/x?a=␛smuggled")),
                refused("a delete in the query", get("/api/hostile/x?a=␡smuggled")),
                forwarded(
                        "an encoded line end in the query stays encoded",
                        get("/api/hostile/x?a=%0d%0aX:1"),
                        "GET /things/hostile/x?a=%0d%0aX:1 HTTP/1.1\n"),
                forwarded(
                        "dots and slashes are nothing special in a query",
                        get("/api/hostile/x?/../;a=//%2e"),
                        "GET /things/hostile/x?/../;a=//%2e HTTP/1.1\n"),
                forwarded(
                        "bytes above 7F in a query are encoded",
                        get("/api/hostile/x?a=\u00c3\u00a4"),
                        "GET /things/hostile/x?a=%C3%A4 HTTP/1.1\n"),
                forwarded(
                        "a second question mark belongs to the query",
                        get("/api/hostile/x?a?b"),
                        "GET /things/hostile/x?a?b HTTP/1.1\n"));
    }

    static Stream<Hostile> requestLines() {
        String rest = " /api/hostile/smuggled HTTP/1.1\nHost: h\n\n";
        return Stream.of(
                refused("a method with a field in it", "GET\nX-Smuggled:" + rest),
                refused("a method with a bare line feed", "GET␊X:" + rest),
                refused("a method with a bare carriage return", "G␍T" + rest),
                refused("a method with a NUL", "G␀T" + rest),
                refused("a method with a colon", "GET:" + rest),
                refused("a method with a slash", "GET/" + rest),
                refused("a method with brackets", "G(E)T" + rest),
                refused("a method in quotation marks", "\"GET\"" + rest),
                refused("a method with a byte above 7F", "G\u00c4T" + rest),
                refused("a method that is a list", "GET,POST" + rest),
                refused(501, "TRACE", "TRACE" + rest),
                refused(
                        "TRACE with a request for a body",
                        "TRACE /api/hostile/x HTTP/1.1\nHost: h\nContent-Length: 45\n\nGET /api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                harmless("CONNECT to a host", "CONNECT smuggled.test:443 HTTP/1.1\nHost: smuggled.test:443\n\n"),
                refused(501, "CONNECT with a path", "CONNECT" + rest),
                forwarded("a method of somebody's own", "BREW /api/hostile/x HTTP/1.1\nHost: h\n\n", "BREW /things"),
                forwarded("a method in small letters", "get /api/hostile/x HTTP/1.1\nHost: h\n\n", "get /things"),
                refused("a target without a slash", "GET api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("a target that is only a query", "GET ?smuggled HTTP/1.1\nHost: h\n\n"),
                refused("the server as a whole, for GET", "GET * HTTP/1.1\nHost: h\n\n"),
                answered(204, "the server as a whole, for OPTIONS", "OPTIONS * HTTP/1.1\nHost: h\n\n"),
                answered(
                        204,
                        "OPTIONS that may go no further",
                        "OPTIONS /api/hostile/x HTTP/1.1\nHost: h\nMax-Forwards: 0\n\n"),
                forwarded(
                        "OPTIONS that may go further",
                        "OPTIONS /api/hostile/x HTTP/1.1\nHost: h\nMax-Forwards: 7\n\n",
                        "Max-Forwards: 6\n"),
                refused("a target with another scheme", "GET ftp://h/api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("a target with a file", "GET file:///api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("two spaces after the method", "GET  /api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("a tab after the method", "GET␉/api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("two spaces before the version", "GET /api/hostile/smuggled  HTTP/1.1\nHost: h\n\n"),
                refused("a tab before the version", "GET /api/hostile/smuggled␉HTTP/1.1\nHost: h\n\n"),
                refused("a space behind the version", "GET /api/hostile/smuggled HTTP/1.1 \nHost: h\n\n"),
                refused("a bare line feed behind the version", "GET /api/hostile/smuggled HTTP/1.1␊Host: h\n\n"),
                refused("an empty line before the request", "\nGET /api/hostile/x HTTP/1.1\nHost: h\n\n"),
                refused("spaces before the request", "  GET" + rest),
                refused("a space within the target", "GET /api/hostile/x smuggled HTTP/1.1\nHost: h\n\n"),
                refused("text behind the version", "GET /api/hostile/x HTTP/1.1 smuggled\nHost: h\n\n"),
                refused("nonsense", "smuggled\n\n"),
                refused("a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n"));
    }

    static Stream<Hostile> versions() {
        return Stream.of(
                refused("no version, with fields", "GET /api/hostile/smuggled\nHost: h\n\n"),
                refused("HTTP/0.9", "GET /api/hostile/smuggled HTTP/0.9\nHost: h\n\n"),
                refused(505, "HTTP/1.2", "GET /api/hostile/smuggled HTTP/1.2\nHost: h\n\n"),
                refused(505, "HTTP/3.0", "GET /api/hostile/smuggled HTTP/3.0\nHost: h\n\n"),
                refused("HTTP/2.0 in a line of text", "GET /api/hostile/smuggled HTTP/2.0\nHost: h\n\n"),
                refused("the preface of HTTP/2", "PRI * HTTP/2.0\n\nSM\n\n"),
                refused(505, "a version in small letters", "GET /api/hostile/smuggled http/1.1\nHost: h\n\n"),
                refused(505, "a version with too many digits", "GET /api/hostile/smuggled HTTP/1.10\nHost: h\n\n"),
                refused("a version with a bare carriage return", "GET /api/hostile/smuggled HTTP/1.1␍X\nHost: h\n\n"),
                refused(505, "another protocol", "GET /api/hostile/smuggled SIP/2.0\nHost: h\n\n"),
                forwardedLast(
                        "HTTP/1.0 without a host",
                        "GET /api/hostile/x HTTP/1.0\n\n",
                        "GET /things/hostile/x HTTP/1.1\n",
                        "Via: 1.0 gatehouse-"),
                forwarded(
                        "HTTP/1.0 that asks for more",
                        "GET /api/hostile/x HTTP/1.0\nConnection: keep-alive\n\n",
                        "GET /things/hostile/x HTTP/1.1\n"));
    }

    static Stream<Hostile> hosts() {
        return Stream.of(
                refused("no host", "GET /api/hostile/smuggled HTTP/1.1\n\n"),
                refused("two hosts", host("h\nHost: smuggled.test")),
                refused("the same host twice", host("h\nHost: h")),
                refused("three hosts, in other letters", host("h\nHOST: smuggled\nhost: h")),
                refused("an empty host", host("")),
                refused("a host with a path", host("h/smuggled")),
                refused("a host with a space", host("h smuggled")),
                refused("a host with a user", host("smuggled@h")),
                refused("two hosts in one field", host("h, smuggled.test")),
                refused("a host with a scheme", host("http://smuggled.test")),
                refused("a host with a query", host("h?smuggled")),
                refused("a host with a fragment", host("h#smuggled")),
                refused("a host with a backslash", host("h\\smuggled")),
                refused("a port that is none", host("h:smuggled")),
                refused("a port that is too long", host("h:123456")),
                refused("a negative port", host("h:-1")),
                refused("two ports", host("h:80:80")),
                refused("an address without its end", host("[::1")),
                refused("an address with something behind it", host("[::1]smuggled")),
                refused("a host with a NUL", host("h␀smuggled")),
                refused("a host with a byte above 7F", host("h\u00e4")),
                refused("a space before the colon", "GET /api/hostile/smuggled HTTP/1.1\nHost : h\n\n"),
                forwarded("an address", host("[::1]:8080"), "X-Forwarded-Host: [::1]:8080\n"),
                forwarded(
                        "the host of an absolute target stands for the field",
                        "GET http://one.test/api/hostile/x HTTP/1.1\nHost: smuggled.test\n\n",
                        "GET /things/hostile/x HTTP/1.1\n",
                        "X-Forwarded-Host: one.test\n"),
                refused("a port behind a space", host("h: 80")),
                refused("a bracket within a host", host("a[:smuggled")),
                refused("a target whose port is none", "GET http://h:smuggled/api/hostile/x HTTP/1.1\nHost: h\n\n"),
                refused("a target that is a dot below nothing", "GET smuggled/. HTTP/1.1\nHost: h\n\n"),
                refused("a target whose host is empty", "GET http:///api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused("a target that has a host, but no field", "GET http://h/api/hostile/smuggled HTTP/1.1\n\n"),
                refused(
                        "two hosts beside a target that has one",
                        "GET http://one.test/api/hostile/x HTTP/1.1\nHost: smuggled.test\nHost: smuggled.test\n\n"));
    }

    private static String host(String host) {
        return "GET /api/hostile/x HTTP/1.1\nHost: " + host + "\n\n";
    }
}
