package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.routing.Match;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSyntaxTest {
    private static void check(ServletRequests.Fake message) throws MalformedMessage {
        MessageSyntax.check(message.request());
    }

    private static void assertMalformed(ServletRequests.Fake message, String what) {
        assertThatThrownBy(() -> check(message))
                .isInstanceOfSatisfying(
                        MalformedMessage.class,
                        malformed -> assertThat(malformed.match()).isEqualTo(new Match.Malformed(what)))
                .hasMessage(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "BREW", "M-SEARCH", "x!#$%&'*+-.^_`|~0"})
    void everyTokenIsAMethod(String method) {
        assertThatCode(() -> check(ServletRequests.fake(method, "HTTP/1.1", "Host", "h")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G:T", "GET\r\nX:", "G\0T", "GE\u00c4T", "GET/", "{}", "\"GET\"", "G(T)"})
    void whatIsNoTokenIsNoMethod(String method) {
        assertMalformed(ServletRequests.fake(method, "HTTP/1.1", "Host", "h"), "a method that is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "http/1.1"})
    void thereAreTwoVersions(String protocol) {
        assertMalformed(
                ServletRequests.fake("GET", protocol, "Host", "h"), "another version than HTTP/1.0 and HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h",
                "example.org:8443",
                "127.0.0.1",
                "[::1]",
                "[2001:db8::1]:80",
                "a_b",
                "x:",
                "xn--bcher-kva.example"
            })
    void hostsAreNamesOrAddressesPerhapsWithAPort(String host) {
        assertThatCode(() -> check(ServletRequests.fake("GET", "HTTP/1.1", "Host", host)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a,b",
                "user@h",
                "h:x",
                "h:1:2",
                "h:123456",
                "[::1",
                "::1]",
                "[::1]x",
                "a[::1]",
                "[[::1]]",
                "h?q",
                "h#f",
                "h\\x",
                "h\u00e9",
                ":80",
                "[",
                "]"
            })
    void whatCanBeNoAuthorityIsNoHost(String host) {
        assertMalformed(ServletRequests.fake("GET", "HTTP/1.1", "Host", host), "a Host that is none");
    }

    @Test
    void thereIsOneHostAndOnlyHttp10MayLeaveItOut() {
        assertMalformed(ServletRequests.fake("GET", "HTTP/1.1"), "no Host");
        assertMalformed(ServletRequests.fake("GET", "HTTP/1.1", "Host", "h", "host", "h"), "more than one Host");
        assertMalformed(ServletRequests.fake("GET", "HTTP/1.0", "Host", "a", "Host", "b"), "more than one Host");
        assertThatCode(() -> check(ServletRequests.fake("GET", "HTTP/1.0"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void bodiesMayBeChunked(String coding) {
        assertThatCode(() -> check(ServletRequests.fake("PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", coding)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gzip",
                "chunked, gzip",
                "chunked, chunked",
                "chunked, gzip, chunked",
                "gzip, xchunked",
                "gzip, chunked;q=1",
                "gzip,, chunked",
                ", chunked",
                "g zip, chunked",
                "\"gzip\", chunked",
                "gzip, chunked,",
                "gzip, \u000bchunked, gzip",
                " chunked",
                "xchunked",
                "chunkedx",
                "identity",
                "chunked;q=1",
                "\u000bchunked",
                "chunked,"
            })
    void whatDoesNotEndInChunkedHasNoEnd(String coding) {
        assertMalformed(
                ServletRequests.fake("PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", coding),
                "another Transfer-Encoding than chunked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip,chunked", "GZIP ,\tChunked", "x;q=1, deflate, chunked"})
    void whatEndsInChunkedCouldBeReadByWhoUnderstandsTheRest(String coding) {
        assertThatThrownBy(
                        () -> check(ServletRequests.fake("PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", coding)))
                .isInstanceOfSatisfying(
                        MalformedMessage.class,
                        unknown -> assertThat(unknown.match()).isEqualTo(new Match.UnknownCoding()));
    }

    @Test
    void aLengthBesideSuchACodingOrAnOlderVersionIsTheGreaterTrouble() {
        assertMalformed(
                ServletRequests.fake(
                        "PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", "gzip, chunked", "Content-Length", "3"),
                "both Transfer-Encoding and Content-Length");
        assertMalformed(
                ServletRequests.fake("PUT", "HTTP/1.0", "Host", "h", "Transfer-Encoding", "gzip, chunked"),
                "a Transfer-Encoding, which HTTP/1.0 does not have");
    }

    @Test
    void oneWordAboutTheLengthMustDo() {
        assertMalformed(
                ServletRequests.fake(
                        "PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", "chunked", "Content-Length", "3"),
                "both Transfer-Encoding and Content-Length");
        assertMalformed(
                new ServletRequests.Fake("PUT", "HTTP/1.1", 3, List.of("Host", "h", "Transfer-Encoding", "chunked")),
                "both Transfer-Encoding and Content-Length");
        assertMalformed(
                ServletRequests.fake(
                        "PUT", "HTTP/1.1", "Host", "h", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"),
                "more than one Transfer-Encoding");
        assertMalformed(
                ServletRequests.fake("PUT", "HTTP/1.1", "Host", "h", "Content-Length", "3", "Content-Length", "3"),
                "more than one Content-Length");
        assertMalformed(
                ServletRequests.fake("PUT", "HTTP/1.0", "Host", "h", "Transfer-Encoding", "chunked"),
                "a Transfer-Encoding, which HTTP/1.0 does not have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+3", "-3", "3, 3", "0x3", "3 ", "3.0", "\u0663"})
    void aLengthIsANumber(String length) {
        assertMalformed(
                ServletRequests.fake("PUT", "HTTP/1.1", "Host", "h", "Content-Length", length),
                "a Content-Length that is no number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X A", "X\t", "X:", "X\0", "X\r\nY", "\u00c4", "X(", "X/"})
    void whatIsNoTokenIsNoName(String name) {
        assertThatThrownBy(() -> MessageSyntax.checkField(name, "1"))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("a header field whose name is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\rb", "a\nX: y", "a\u0001", "\u007f", "a\u001bb"})
    void valuesHoldNoControlCharacters(String value) {
        assertThatThrownBy(() -> MessageSyntax.checkField("X", value))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("a control character in a header field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "a b", "\u00e4", "\"{}~"})
    void valuesHoldEverythingElse(String value) {
        assertThatCode(() -> MessageSyntax.checkField("X-!#$%&'*+^_`|~", value)).doesNotThrowAnyException();
    }
}
