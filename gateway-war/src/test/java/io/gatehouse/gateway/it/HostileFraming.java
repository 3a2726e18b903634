package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.forwarded;
import static io.gatehouse.gateway.it.Hostile.forwardedLast;
import static io.gatehouse.gateway.it.Hostile.mended;
import static io.gatehouse.gateway.it.Hostile.post;
import static io.gatehouse.gateway.it.Hostile.refused;

import java.util.List;
import java.util.stream.Stream;

/** Bodies whose end is told in two ways, in none, or wrongly. */
final class HostileFraming {
    private static final String HIDDEN = "GET /api/hostile/smuggled HTTP/1.1\nHost: h\n\n";
    private static final String PLAIN = "GET /api/hostile/body HTTP/1.1\nHost: h\n\n";
    private static final int PLAIN_LENGTH = PLAIN.replace("\n", "\r\n").length();
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private HostileFraming() {}

    static Stream<Hostile> lengths() {
        return Stream.of(
                refused("two lengths", post("Content-Length: 5\nContent-Length: 6", "12345")),
                refused("the larger of two lengths first", post("Content-Length: 60\nContent-Length: 0", HIDDEN)),
                refused("two lengths in one field", post("Content-Length: 5, 6", "12345")),
                refused("the same length twice in one field", post("Content-Length: 5, 5", "12345")),
                refused("the same length twice", post("Content-Length: 5\nContent-Length: 5", "12345")),
                refused("a length with a plus", post("Content-Length: +5", "12345")),
                refused("a negative length", post("Content-Length: -5", HIDDEN)),
                refused("a length in hexadecimal", post("Content-Length: 0x5", "12345")),
                refused("a length with a fraction", post("Content-Length: 5.0", "12345")),
                refused("a length with an exponent", post("Content-Length: 1e1", "12345")),
                refused("a length with a letter", post("Content-Length: 5a", "12345")),
                refused("a length with a space", post("Content-Length: 5 0", "12345")),
                refused("a length in other digits", post("Content-Length: \u0665", "12345")),
                refused("a length with a NUL", post("Content-Length: 5␀", "12345")),
                refused("an empty length", post("Content-Length:", HIDDEN)),
                refused("a length beyond 63 bits", post("Content-Length: 18446744073709551621", "12345")),
                refused("a length with a separator", post("Content-Length: 1_0", "1234567890")),
                mended(
                        "a length with zeros before has none",
                        post("Content-Length: 005", "12345"),
                        "Content-Length: 5\n",
                        "12345"),
                forwarded("a length of nothing", post("Content-Length: 0", ""), "Content-Length: 0\n"),
                forwarded(
                        "a GET with a body",
                        "GET /api/hostile/x HTTP/1.1\nHost: h\nContent-Length: 5\n\n12345",
                        "Content-Length: 5\n",
                        "12345"),
                forwarded(
                        "a DELETE with a body",
                        "DELETE /api/hostile/x HTTP/1.1\nHost: h\nContent-Length: 5\n\n12345",
                        "Content-Length: 5\n",
                        "12345"),
                forwarded(
                        "a HEAD with a body",
                        "HEAD /api/hostile/x HTTP/1.1\nHost: h\nContent-Length: 5\n\n12345",
                        "Content-Length: 5\n",
                        "12345"));
    }

    static Stream<Hostile> codings() {
        return Stream.of(
                refused("gzip", post("Transfer-Encoding: gzip", HIDDEN)),
                refused("identity", post("Transfer-Encoding: identity", HIDDEN)),
                refused(501, "gzip, then chunked", post("Transfer-Encoding: gzip, chunked", "0\n\n")),
                refused(
                        501,
                        "two codings, then chunked",
                        post("Transfer-Encoding: x;q=1, gzip ,chunked", "0\n\n" + HIDDEN)),
                refused(
                        "gzip, then chunked, and a length",
                        post("Content-Length: 5\nTransfer-Encoding: gzip, chunked", HIDDEN)),
                refused("chunked, then gzip, then chunked", post("Transfer-Encoding: chunked, gzip, chunked", "0\n\n")),
                refused("gzip, then chunked, in two fields", post("Transfer-Encoding: gzip\n" + CHUNKED, "0\n\n")),
                refused("chunked, then gzip", post("Transfer-Encoding: chunked, gzip", "0\n\n")),
                refused("chunked, then identity", post("Transfer-Encoding: chunked, identity", "0\n\n")),
                refused("chunked twice", post("Transfer-Encoding: chunked, chunked", "0\n\n")),
                refused("chunked twice, in two fields", post(CHUNKED + "\n" + CHUNKED, "0\n\n")),
                refused("chunked and something in another field", post(CHUNKED + "\nTransfer-Encoding: x", "0\n\n")),
                refused("a word that ends in chunked", post("Transfer-Encoding: xchunked", HIDDEN)),
                refused("a word that begins with chunked", post("Transfer-Encoding: chunkedx", "0\n\n")),
                refused("chunked with a parameter", post("Transfer-Encoding: chunked;q=1", "0\n\n")),
                refused("chunked in quotation marks", post("Transfer-Encoding: \"chunked\"", HIDDEN)),
                refused("chunked after a comma", post("Transfer-Encoding: ,chunked", HIDDEN)),
                refused("chunked before a comma", post("Transfer-Encoding: chunked,", "0\n\n")),
                refused("chunked after a vertical tab", post("Transfer-Encoding: \u000bchunked", HIDDEN)),
                refused("chunked after a NUL", post("Transfer-Encoding: ␀chunked", HIDDEN)),
                refused("chunked before a bare carriage return", post("Transfer-Encoding: chunked␍x", "0\n\n")),
                refused("chunked with a byte above 7F", post("Transfer-Encoding: chunk\u00e4d", HIDDEN)),
                refused("an empty coding", post("Transfer-Encoding:", HIDDEN)),
                refused(
                        "chunked in HTTP/1.0",
                        "POST /api/hostile/x HTTP/1.0\nHost: h\nConnection: keep-alive\n" + CHUNKED + "\n\n0\n\n"
                                + HIDDEN),
                forwardedLast("chunked in capital letters", post("Transfer-Encoding: CHUNKED", "3\nabc\n0\n\n"), "abc"),
                forwardedLast("chunked between spaces", post("Transfer-Encoding:   chunked  ", "3\nabc\n0\n\n"), "abc"),
                forwardedLast("chunked after a tab", post("Transfer-Encoding:␉chunked", "3\nabc\n0\n\n"), "abc"));
    }

    static Stream<Hostile> both() {
        return Stream.of(
                refused("a length and then a coding", post("Content-Length: 5\n" + CHUNKED, "0\n\n" + HIDDEN)),
                refused("a coding and then a length", post(CHUNKED + "\nContent-Length: 5", "0\n\n" + HIDDEN)),
                refused(
                        "a length of nothing and then a coding",
                        post("Content-Length: 0\n" + CHUNKED, "0\n\n" + HIDDEN)),
                refused(
                        "a coding and then a length of nothing",
                        post(CHUNKED + "\nContent-Length: 0", "0\n\n" + HIDDEN)),
                refused(
                        "a length on each side of a coding",
                        post("Content-Length: 5\n" + CHUNKED + "\nContent-Length: 5", "0\n\n" + HIDDEN)),
                refused(
                        "a length that fits and then a coding",
                        post("Content-Length: 13\n" + CHUNKED, "3\nabc\n0\n\n")),
                refused("a length and a coding nobody knows", post("Content-Length: 5\nTransfer-Encoding: x", "12345")),
                refused(
                        "a coding nobody knows, and a length",
                        post("Transfer-Encoding: x\nContent-Length: 5", "12345")),
                forwarded(
                        "a length and Transfer_Encoding",
                        post("Content-Length: 5\nTransfer_Encoding: chunked", "12345"),
                        "12345"));
    }

    static Stream<Hostile> chunks() {
        return Stream.of(
                refused("a size with a plus", chunked("+3\nabc\n0\n\n")),
                refused("a negative size", chunked("-3\nabc\n0\n\n")),
                refused("a size with 0x", chunked("0x3\nabc\n0\n\n")),
                refused("a size that is no number", chunked("smuggled\nabc\n0\n\n")),
                refused("a size beyond 63 bits", chunked("fffffffffffffffff\nabc\n0\n\n")),
                refused("a size with a NUL", chunked("3␀\nabc\n0\n\n")),
                refused("a carriage return behind a size", chunked("3␍\nabc\n0\n\n")),
                refused("a size with a space within", chunked("0 3\nabc\n0\n\n")),
                refused("no size", chunked("\nsmuggled\n0\n\n")),
                refused("an extension", chunked("3;smuggled=1\nabc\n0\n\n")),
                refused("an extension without a name", chunked("3;\nabc\n0\n\n")),
                refused("a space before a size", chunked(" 3\nabc\n0\n\n")),
                refused("a carriage return alone behind data", chunked("3\nabc␍0\n\n")),
                refused("a bare line feed behind the last size", chunked("3\nabc\n0␊\n")),
                refused("a folded trailer", chunked("3\nabc\n0\nX: 1\n 2\n\n")),
                refused("a trailer without a colon", chunked("3\nabc\n0\nsmuggled\n\n")),
                refused("a trailer that a bare line feed ends", chunked("3\nabc\n0\nX: 1␊\n")),
                refused("trailers that a bare line feed ends", chunked("3\nabc\n0\nX: 1\n␊")),
                refused("data beyond the size", chunked("3\nabcsmuggled\n0\n\n")),
                refused("less data than the size says", chunked("6\nabc\n0\n\n")),
                refused("no line end behind the data", chunked("3\nabc0\n\n")),
                refused("a bare line feed behind a size", chunked("3␊abc\n0\n\n")),
                refused("a bare line feed behind data", chunked("3\nabc␊0\n\n")),
                refused("a last size with a sign", chunked("3\nabc\n-0\n\n")),
                forwardedLast("zeros before a size", chunked("00003\nabc\n0\n\n"), "abc"),
                forwardedLast("many zeros at the end", chunked("3\nabc\n000\n\n"), "abc"),
                forwardedLast("a size in capital letters", chunked("A\n0123456789\n0\n\n"), "0123456789"),
                refused("spaces behind a size", chunked("3  \nabc\n0\n\n")),
                forwardedLast("trailers", chunked("3\nabc\n0\nX-Smuggled: 1\n\n"), "abc"),
                refused("a length in trailers", chunked("3\nabc\n0\nContent-Length: 7\n\n")),
                refused("a length in trailers behind no data", chunked("0\nContent-Length: 7\n\n")),
                refused("a coding in trailers", chunked("3\nabc\n0\nTransfer-Encoding: smuggled\n\n")),
                forwardedLast("no data", chunked("0\n\n"), "Transfer-Encoding: chunked\n"));
    }

    static Stream<Hostile> smuggling() {
        return Stream.of(
                forwarded(
                        "a request for a body, by its length",
                        post("Content-Length: " + PLAIN_LENGTH, PLAIN),
                        "Content-Length: " + PLAIN_LENGTH + "\n",
                        PLAIN),
                forwardedLast(
                        "a request for a body, in a chunk",
                        chunked(Integer.toHexString(PLAIN_LENGTH) + "\n" + PLAIN + "\n0\n\n"),
                        PLAIN),
                refused("a request behind a coding that nobody knows", post("Transfer-Encoding: x", HIDDEN)),
                refused("a request behind a length that differs", post("Content-Length: 0\nContent-Length: 1", HIDDEN)),
                refused(
                        "a request behind a request line with two versions",
                        "GET /api/hostile/x HTTP/1.1 HTTP/1.1\nHost: h\n\n" + HIDDEN),
                refused("a request behind a refused one", "GET /api/hostile/../x HTTP/1.1\nHost: h\n\n" + HIDDEN),
                refused("a request behind a method that is none", "G{T /api/hostile/x HTTP/1.1\nHost: h\n\n" + HIDDEN),
                refused("a request behind two hosts", "GET /api/hostile/x HTTP/1.1\nHost: h\nHost: h\n\n" + HIDDEN),
                refused("a request behind chunks that do not end", chunked("3\nabc\nx\n\n" + HIDDEN)),
                new Hostile(
                        "an empty line between requests",
                        Hostile.get("/api/hostile/x") + "\n",
                        List.of(200, 400),
                        List.of("GET /things/hostile/x "),
                        false,
                        false));
    }

    /** Messages behind which the client closes its side. */
    static Stream<Hostile> cut() {
        return Stream.of(
                refused("in the request line", "GET /api/hostile/smug"),
                refused("behind the request line", "GET /api/hostile/smuggled HTTP/1.1\n"),
                refused("in a field", "GET /api/hostile/smuggled HTTP/1.1\nHost: h\nX-A"),
                refused("before the empty line", "GET /api/hostile/smuggled HTTP/1.1\nHost: h\n"),
                refused("in a body of known length", post("Content-Length: 10", "12345")),
                refused("before a body of known length", post("Content-Length: 10", "")),
                refused("in a body of known length that is large", post("Content-Length: 60000", "a".repeat(30_000))),
                refused("before the first chunk", chunked("")),
                refused("in the size of a chunk", chunked("5")),
                refused("in the data of a chunk", chunked("5\nabc")),
                refused("behind the data of a chunk", chunked("3\nabc\n")),
                refused("in the last chunk", chunked("3\nabc\n0")),
                refused("before the end of the trailers", chunked("3\nabc\n0\nX-A: 1\n")));
    }

    private static String chunked(String chunks) {
        return post(CHUNKED, chunks);
    }
}
