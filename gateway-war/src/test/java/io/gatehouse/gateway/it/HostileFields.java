package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.forwarded;
import static io.gatehouse.gateway.it.Hostile.forwardedLast;
import static io.gatehouse.gateway.it.Hostile.refused;
import static io.gatehouse.gateway.it.Hostile.with;

import java.util.stream.Stream;

/** Hostile header fields. */
final class HostileFields {
    private HostileFields() {}

    static Stream<Hostile> fields() {
        return Stream.of(
                refused("a space before the colon", with("X-Smuggled : 1")),
                refused("a tab before the colon", with("X-Smuggled␉: 1")),
                refused("a coding with a space before the colon", with("Transfer-Encoding : chunked")),
                refused("a length with a space before the colon", with("Content-Length : 5")),
                refused("a name with a space", with("X Smuggled: 1")),
                refused("a name with a NUL", with("X␀Smuggled: 1")),
                refused("a name with a bare carriage return", with("X␍Smuggled: 1")),
                refused("a name with an escape character", with("X␛Smuggled: 1")),
                refused("a name with a bracket", with("X(Smuggled: 1")),
                refused("a name with a byte above 7F", with("X\u00e4Smuggled: 1")),
                refused("a name that is a slash", with("/: smuggled")),
                refused("no name", with(": smuggled")),
                refused("a line without a colon", with("smuggled")),
                refused("a value with a NUL", with("X-A: 1␀smuggled")),
                refused("a value with an escape character", with("X-A: 1␛smuggled")),
                refused("a value with a delete", with("X-A: 1␡smuggled")),
                refused("a value with a bare carriage return", with("X-A: 1␍X-Smuggled: 2")),
                refused("a value with a byte above 7F", with("X-A: \u00e4")),
                refused("a folded value", with("X-A: 1\n 2")),
                refused("a value folded with a tab", with("X-A: 1\n␉2")),
                refused("a fold before the first field", "GET /api/hostile/x HTTP/1.1\n X-Smuggled: 1\nHost: h\n\n"),
                refused("a folded coding", with("Transfer-Encoding:\n chunked")),
                refused("a bare line feed", with("X-A: 1␊X-Smuggled: 2")),
                forwarded("a tab within a value", with("X-A: 1␉2"), "x-a: 1␉2\n".replace('␉', '\t')),
                forwarded("spaces around a value", with("X-A:   1   "), "x-a: 1\n"),
                forwarded("an empty value", with("X-A:"), "x-a: \n"),
                forwarded("odd characters that names may have", with("X-!#$%&'*+^_`|~: 1"), "x-!#$%&'*+^_`|~: 1\n"),
                forwarded("many fields of one name", with("X-A: 1\nx-a: 2\nX-A: 3"), "x-a: 1\nx-a: 2\nx-a: 3\n"));
    }

    static Stream<Hostile> hopByHop() {
        return Stream.of(
                forwarded(
                        "a field that Connection names", with("Connection: X-Smuggled\nX-Smuggled: 1"), "GET /things"),
                forwarded(
                        "fields that Connection names, in other letters",
                        with("Connection: keep-alive, x-SMUGGLED ,X-Smuggled-2\nX-Smuggled: 1\nx-smuggled-2: 1"),
                        "GET /things"),
                forwarded(
                        "Connection that stands twice",
                        with("Connection: keep-alive\nConnection: X-Smuggled\nX-Smuggled: 1"),
                        "GET /things"),
                forwarded(
                        "Connection that names what the gateway sends",
                        with("Connection: Forwarded, X-Request-Id, Via"),
                        "Forwarded: for=127.0.0.1",
                        "X-Request-Id: ",
                        "Via: 1.1 gatehouse-"),
                forwarded("Connection that names Host", with("Connection: Host"), "Host: 127.0.0.1:"),
                forwarded("Keep-Alive", with("Keep-Alive: smuggled"), "GET /things"),
                forwarded("TE", with("TE: trailers, smuggled"), "GET /things"),
                forwarded("Trailer", with("Trailer: X-Smuggled"), "GET /things"),
                forwarded("Proxy-Connection", with("Proxy-Connection: smuggled"), "GET /things"),
                forwarded("Proxy-Authorization", with("Proxy-Authorization: Basic smuggled"), "GET /things"),
                forwarded("Proxy-Authenticate", with("Proxy-Authenticate: smuggled"), "GET /things"),
                forwarded("HTTP2-Settings", with("HTTP2-Settings: smuggled"), "GET /things"),
                forwarded("Transfer_Encoding", with("Transfer_Encoding: smuggled"), "GET /things"),
                forwarded("Content_Length", with("Content_Length: 7smuggled"), "GET /things"),
                forwarded("Proxy_Connection", with("Proxy_Connection: smuggled"), "GET /things"),
                forwarded("Keep_Alive", with("Keep_Alive: smuggled"), "GET /things"),
                forwardedLast(
                        "close among others", with("Connection: close, X-Smuggled\nX-Smuggled: 1"), "GET /things"));
    }

    static Stream<Hostile> identities() {
        return Stream.of(
                forwarded("X-Forwarded-For", with("X-Forwarded-For: smuggled"), "X-Forwarded-For: 127.0.0.1\n"),
                forwarded("X-Forwarded-For in other letters", with("x-FORWARDED-for: smuggled"), "GET /things"),
                forwarded("X_Forwarded_For", with("X_Forwarded_For: smuggled"), "X-Forwarded-For: 127.0.0.1\n"),
                forwarded("X-Forwarded_For", with("X-Forwarded_For: smuggled"), "X-Forwarded-For: 127.0.0.1\n"),
                forwarded("X-Forwarded-Host", with("X-Forwarded-Host: smuggled.test"), "X-Forwarded-Host: h\n"),
                forwarded("X-Forwarded-Proto", with("X-Forwarded-Proto: smuggled"), "X-Forwarded-Proto: http\n"),
                forwarded("X-Forwarded-Port", with("X-Forwarded-Port: smuggled"), "GET /things"),
                forwarded("X-Forwarded-Prefix", with("X-Forwarded-Prefix: /smuggled"), "GET /things"),
                forwarded("Forwarded", with("Forwarded: for=smuggled"), "Forwarded: for=127.0.0.1;proto=http;host=h\n"),
                forwarded("X-Real-IP", with("X-Real-IP: smuggled"), "GET /things"),
                forwarded("X_Real_IP", with("X_Real_IP: smuggled"), "GET /things"),
                forwarded("X-Request-Id", with("X-Request-Id: smuggled"), "X-Request-Id: "),
                forwarded("x_request_id", with("x_request_id: smuggled"), "X-Request-Id: "),
                forwarded("a trace that is none", with("traceparent: smuggled"), "traceparent: 00-"),
                forwarded(
                        "a trace that stands twice",
                        with("traceparent: smuggled\ntraceparent: smuggled"),
                        "traceparent: 00-"),
                forwarded("the state of a trace that is none", with("tracestate: smuggled"), "GET /things"));
    }
}
