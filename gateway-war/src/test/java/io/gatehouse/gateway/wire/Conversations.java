package io.gatehouse.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What clients send on one connection. A line ends with CR LF; {@code ␍ ␊ ␀ ␉} are the characters that they depict. */
public final class Conversations {
    private static final String GET = "GET /x HTTP/1.1\nHost: h\n";
    private static final String POST = "POST /x HTTP/1.1\nHost: h\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\n\n";

    private Conversations() {}

    /** Before the bytes that may not be stands {@code ¦}. */
    public static Stream<String> broken() {
        return Stream.of(lines(), fields(), framing(), chunks()).flatMap(List::stream);
    }

    private static List<String> lines() {
        return List.of(
                "GET ¦ /x HTTP/1.1\nHost: h\n\n",
                "GET¦␉/x HTTP/1.1\nHost: h\n\n",
                "¦ GET /x HTTP/1.1\nHost: h\n\n",
                "¦␊GET /x HTTP/1.1\nHost: h\n\n",
                "␍¦GET /x HTTP/1.1\nHost: h\n\n",
                "G¦␍T /x HTTP/1.1\n\n",
                "GET¦␊X: 1\n\n",
                "GET¦\n\n",
                "GET /x¦\nHost: h\n\n",
                "GET /x¦␊Host: h\n\n",
                "GET /x¦␉HTTP/1.1\n\n",
                "GET /x ¦ HTTP/1.1\n\n",
                "GET /x ¦\n\n",
                "GET /x HTTP/1.1¦ \n\n",
                "GET /x HTTP/1.1¦␊Host: h\n\n",
                "GET /x HTTP/1.1␍¦X\nHost: h\n\n",
                "GET /x HTTP/1.1¦ HTTP/1.1\nHost: h\n\n",
                "GET /x y¦ HTTP/1.1\nHost: h\n\n",
                "GET /x%¦ HTTP/1.1\nHost: h\n\n",
                "GET /x%2¦ HTTP/1.1\nHost: h\n\n",
                "GET /x%2¦g HTTP/1.1\nHost: h\n\n",
                "GET /x%¦%20 HTTP/1.1\nHost: h\n\n",
                "GET /x%2¦?a HTTP/1.1\nHost: h\n\n",
                "GET /x/.¦ HTTP/1.1\nHost: h\n\n",
                "GET /x/a/..¦ HTTP/1.1\nHost: h\n\n",
                "GET /x/%2e.¦?a HTTP/1.1\nHost: h\n\n",
                "GET /x%2F%2E¦ HTTP/1.1\nHost: h\n\n",
                "GET http://¦/x HTTP/1.1\nHost: h\n\n",
                "GET http://¦:80/x HTTP/1.1\nHost: h\n\n",
                "GET http://¦?/x HTTP/1.1\nHost: h\n\n",
                "GET http://h:¦x/x HTTP/1.1\nHost: h\n\n",
                "GET http://u:¦p@h/x HTTP/1.1\nHost: h\n\n",
                "GET http://h:80¦?/x HTTP/1.1\nHost: h\n\n",
                "GET http://h/x/..¦ HTTP/1.1\nHost: h\n\n",
                "GET http//a/://¦ HTTP/1.1\nHost: h\n\n",
                "GET http:/x/..¦ HTTP/1.1\nHost: h\n\n",
                "GET a/.¦ HTTP/1.1\nHost: h\n\n",
                "GET http://¦ HTTP/1.1\nHost: h\n\n",
                "GET /x HTTP/1.1\n␍¦␊",
                "\u0016\u0003\u0001¦\n");
    }

    private static List<String> fields() {
        return List.of(
                "GET /x HTTP/1.1\n␍¦\n",
                "GET /x HTTP/1.1\nX: 1\n␍¦␊",
                "GET http://h/x HTTP/1.1\nX: 1\n␍¦␊",
                "GET /x HTTP/1.1\nHost:¦\n\n",
                "GET /x HTTP/1.1\nHost: ␉¦\n\n",
                "GET /x HTTP/1.1\nHost: h:¦x\n\n",
                "GET /x HTTP/1.1\nHost: ¦:80\n\n",
                "GET /x HTTP/1.1\nHost: h: ¦80\n\n",
                "GET /x HTTP/1.1\nHost: h:8 ¦0\n\n",
                "GET /x HTTP/1.1\nHost: h ¦i\n\n",
                "GET /x HTTP/1.1\nHost: a[:¦x\n\n",
                "GET /x HTTP/1.1\nHost: h:¦-1\n\n",
                "GET /x HTTP/1.1\nHost: h:80¦:80\n\n",
                "GET /x HTTP/1.1\nHost: http:¦//h\n\n",
                "GET /x HTTP/1.1\nHost: [::1]:¦a\n\n",
                GET + "Y¦ : h\n\n",
                GET + "Y¦␉: h\n\n",
                GET + "Y¦\n\n",
                GET + "Y¦␊: 1\n\n",
                GET + "Y¦␀: 1\n\n",
                GET + "¦: 1\n\n",
                GET + "Y¦(: 1\n\n",
                GET + "Y¦\u00e4: 1\n\n",
                GET + "Y: 1\n¦ 2\n\n",
                GET + "Y: 1\n¦␉2\n\n",
                "GET /x HTTP/1.1\n¦ Y: 1\nHost: h\n\n",
                GET + "Y: 1¦␊Z: 2\n\n",
                GET + "Y: 1␍¦Z: 2\n\n",
                GET + "Y: 1\n¦␊",
                GET + "Host¦: h\n\n",
                GET + "HOST¦: i\n\n",
                GET + "Y: 1\nhost¦: i\n\n",
                "GET /x HTTP/1.1\nHost: h\n\nGET /y HTTP/1.1\nHost: h\nhost¦: i\n\n");
    }

    private static List<String> framing() {
        return List.of(
                POST + "Content-Length: 5\nTransfer-Encoding¦: chunked\n\n",
                POST + "Transfer-Encoding: chunked\nContent-Length¦: 5\n\n",
                POST + "Content-Length: 0\nTransfer-Encoding¦: gzip\n\n",
                POST + "content-length: 5\nCONTENT-LENGTH¦: 5\n\n",
                POST + "Content-Length: 5\nContent-Length¦: 6\n\n",
                POST + "Content-Length: 5¦, 5\n\n",
                POST + "Content-Length: ¦+5\n\n",
                POST + "Content-Length: ¦-5\n\n",
                POST + "Content-Length: 0¦x5\n\n",
                POST + "Content-Length: 5 ¦0\n\n",
                POST + "Content-Length: 5¦␀\n\n",
                POST + "Content-Length: 5¦␊\n\n",
                POST + "Content-Length:¦\n\n",
                POST + "Content-Length:   ¦\n\n",
                POST + "Content-Length: 922337203685477580¦8\n\n",
                POST + "Transfer-Encoding: gzip¦\n\n",
                POST + "Transfer-Encoding:¦\n\n",
                POST + "Transfer-Encoding: xchunked¦\n\n",
                POST + "Transfer-Encoding: chunkedx¦\n\n",
                POST + "Transfer-Encoding: chunked;q=1¦\n\n",
                POST + "Transfer-Encoding: chun ked¦\n\n",
                POST + "Transfer-Encoding: \"chunked\"¦\n\n",
                POST + "Transfer-Encoding: chunked, gzip¦\n\n",
                POST + "Transfer-Encoding: chunked,¦\n\n",
                POST + "Transfer-Encoding: chunked¦␊X: 1\n\n",
                POST + "Transfer-Encoding: gzip, chunked\ntransfer-encoding¦: chunked\n\n",
                "TRACE /x HTTP/1.1\nHost: h\nContent-Length: 3\n␍¦␊abc",
                "TRACE /x HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n␍¦␊0\n\n",
                POST + "Content-Length: 3\n\nabcG¦␊",
                POST + "Content-Length: 3\n\nabc" + GET + "Y¦ : 1\n\n");
    }

    private static List<String> chunks() {
        return List.of(
                CHUNKED + "¦\nabc\n0\n\n",
                CHUNKED + "¦ 3\nabc\n0\n\n",
                CHUNKED + "¦+3\nabc\n0\n\n",
                CHUNKED + "0¦x3\nabc\n0\n\n",
                CHUNKED + "3¦␊abc\n0\n\n",
                CHUNKED + "3␍¦\nabc\n0\n\n",
                CHUNKED + "3␍¦abc\n0\n\n",
                CHUNKED + "3  ¦\nabc\n0\n\n",
                CHUNKED + "3␉¦3\nabc\n0\n\n",
                CHUNKED + "3¦␀\nabc\n0\n\n",
                CHUNKED + "3;¦\nabc\n0\n\n",
                CHUNKED + "3;¦;a\nabc\n0\n\n",
                CHUNKED + "3;a=1¦␊abc\n0\n\n",
                CHUNKED + "3;a=\"¦␀\"\nabc\n0\n\n",
                CHUNKED + "f".repeat(15) + "¦ff\n",
                CHUNKED + "3\nabc¦d\n0\n\n",
                CHUNKED + "3\nabc¦␊0\n\n",
                CHUNKED + "3\nabc␍¦0\n\n",
                CHUNKED + "3\nabc¦0\n\n",
                CHUNKED + "3\nabc\n¦\n",
                CHUNKED + "3\nabc\n¦x\n\n",
                CHUNKED + "6\nabc\n0\n¦\n",
                CHUNKED + "0\n¦ X: 1\n\n",
                CHUNKED + "0\nX¦\n\n",
                CHUNKED + "0\nX: 1¦␊\n",
                CHUNKED + "0\nX: 1\n␍¦X",
                CHUNKED + "0\n␍¦\n",
                CHUNKED + "0\nX: 1\nContent-Length¦: 7\n\n",
                CHUNKED + "3\nabc\n0\ntransfer-ENCODING¦: x\n\n",
                CHUNKED + "3\nabc\n0\n\n" + GET + "X: 1␍¦Y\n\n",
                "CONNECTX h:1 HTTP/1.1\nHost: h:1\n\n¦␊",
                "PRIX * HTTP/2.0\n\n¦ ");
    }

    public static Stream<String> whole() {
        return Stream.of(
                GET + "\n",
                "\n\n" + GET + "\n\n" + GET + "\n",
                "GET /x HTTP/1.0\n\n",
                "GET http://h/x?a=b%20c#d HTTP/1.1\nHost: h\n\n",
                "OPTIONS * HTTP/1.1\nHost: h:80\n\n",
                "GET /x/...?%2/.. HTTP/1.1\nHost:[::1]:80 \n\n",
                "GET /x/..;a/%2E%2e%2E/a.%2e HTTP/1.1\nHost: [::1]\n\n",
                "GET http://h HTTP/1.1\nHost: h\n\n",
                "GET http://h:80/.x HTTP/1.1\nHost: h\n\n",
                "BREW\u00e4 /\u00e4 HTTP/9.9\nHost: h\n\n",
                GET + "Y:\nY: \nY:␉1 ␉ 2 ␉\nY: \u00e4␀\nX-!#$%&'*+-.^_`|~: odd\nH: 1\nHosts: 1\nhos: 1\n\n",
                GET + "Content-Lengt: x\nContent-Lengthy: x\nTransfer_Encoding: x\nUpgrad: 1\n\n" + GET + "\n",
                POST + "Content-Length: 5\n\n␍␊␀␍␍" + GET + "\n",
                POST + "content-LENGTH:␉005 ␉\n\nabcde" + GET + "\n",
                POST + "Content-Length: 0\n\n" + GET + "\n",
                POST + "Content-Length: 9223372036854775799\n\nabc\n",
                CHUNKED + "3\nabc\n0\n\n" + GET + "\n",
                POST + "TRANSFER-encoding: ␉CHUNKED ␉\n\n00003\nabc\nA\n0123456789\n000\n\n" + GET + "\n",
                CHUNKED + "3;a\nabc\n3 ; a\nabc\n3␉;␉a = \"b\\\"; \u00e4\" ; c=d\nabc\n0;z\n\n" + GET + "\n",
                CHUNKED + "0\nX: 1\nHost: h\nHost: h\nUpgrade: x\nContent-Type: x\nTE: x\n\n" + GET + "\n",
                CHUNKED + "2\n␍␊\n0\n\n" + GET + "\n",
                "TRACE /x HTTP/1.1\nHost: h\n\n" + GET + "\n",
                "TRACE /x HTTP/1.1\nHost: h\nContent-Length: 0\n\n" + GET + "\n",
                "TRACER /x HTTP/1.1\nHost: h\nContent-Length: 1\n\na" + GET + "\n",
                "CONNECT h:1 HTTP/1.1\nHost: h:1\nContent-Length: 0\n\n" + GET + "\n",
                "PUT /x HTTP/1.1\nHost: h\nExpect: 100-continue\nContent-Length: 2\n\nab",
                // Behind these somebody else reads.
                "CONNECT h:1 HTTP/1.1\nHost: h:1\n\n\0 \n\n",
                "PRI * HTTP/2.0\n\nSM\n\n\0\0\0",
                GET + "Upgrade: websocket\n\n\0 \n\n",
                GET + "UPGRADE: a\nupgrade: b\nContent-Length: 3\n\n\0 \n\n",
                POST + "Transfer-Encoding: gzip, chunked\n\n\0 \n\n",
                POST + "Transfer-Encoding: x;q=1, gzip ,Chunked \n\n\0 \n\n");
    }

    public static byte[] wire(String text) {
        return text.replace("¦", "")
                .replace("\n", "\r\n")
                .replace('␍', '\r')
                .replace('␊', '\n')
                .replace('␀', '\0')
                .replace('␉', '\t')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many bytes of it may be. */
    public static int good(String text) {
        return wire(text.substring(0, text.indexOf('¦'))).length;
    }
}
