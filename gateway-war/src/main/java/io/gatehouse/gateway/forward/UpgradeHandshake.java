package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/** The request that asks an upstream for another protocol, and the head of its answer (RFC 9110 section 7.8). */
final class UpgradeHandshake {
    static final int SWITCHING = 101;

    private static final String PROTOCOL = "websocket";
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final BasicLineParser LINES = BasicLineParser.INSTANCE;

    private final UpstreamRequest request;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private int matched;
    private boolean answered;

    UpgradeHandshake(UpstreamRequest request) {
        this.request = request;
    }

    /** As it goes on the wire. */
    ByteBuffer request() {
        StringBuilder text = new StringBuilder(512)
                .append("GET ")
                .append(request.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(request.host().toHostString())
                .append("\r\nConnection: Upgrade\r\nUpgrade: " + PROTOCOL + "\r\n");
        request.headers().forEach((name, value) -> {
            // A handshake has no body (RFC 6455 section 4.1), be it said or not.
            if (!name.equalsIgnoreCase("Content-Length")) {
                text.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * Takes bytes of the answer, up to the end of its head.
     *
     * @return the answer without its body, or null while its head is not whole; an answer that does not agree never has a body here
     * @throws ProtocolException when it is no answer to this request
     */
    @Nullable
    Response read(ByteBuffer bytes) throws ProtocolException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            head.write(next);
            if (head.size() > LONGEST_HEAD) {
                throw new ProtocolException("the head of the answer is too long");
            }
            matched = next == END[matched] ? matched + 1 : next == END[0] ? 1 : 0;
            if (matched == END.length) {
                matched = 0;
                Response response = parse(head.toString(StandardCharsets.ISO_8859_1));
                head.reset();
                // Other interim answers come before the one that counts (RFC 9110 section 15.2).
                if (response.status() >= 200 || response.status() == SWITCHING) {
                    answered = true;
                    return response;
                }
            }
        }
        return null;
    }

    private static Response parse(String head) throws ProtocolException {
        String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
        try {
            StatusLine status = LINES.parseStatusLine(buffer(lines[0]));
            Headers all = fields(lines);
            String upgrade = all.first("Upgrade");
            boolean agrees = status.getStatusCode() != SWITCHING || PROTOCOL.equalsIgnoreCase(upgrade);
            if (!agrees) {
                throw new ProtocolException("101 to another protocol than was asked for");
            }
            return new Response(status.getStatusCode(), endToEnd(all), Body.EMPTY);
        } catch (ParseException e) {
            throw new ProtocolException("the answer is not HTTP", e);
        }
    }

    private static Headers fields(String[] lines) throws ParseException {
        Headers.Builder headers = new Headers.Builder();
        for (int i = 1; i < lines.length; i++) {
            Header header = LINES.parseHeader(buffer(lines[i]));
            headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        return headers.build();
    }

    private static Headers endToEnd(Headers all) {
        Set<String> named = HopByHopHeaders.namedIn(all.all("Connection").iterator());
        Headers.Builder headers = new Headers.Builder();
        all.forEach((name, value) -> {
            if (!HopByHopHeaders.contains(name) && !named.contains(name) && !name.equalsIgnoreCase("Content-Length")) {
                headers.add(name, value);
            }
        });
        return headers.build();
    }

    private static CharArrayBuffer buffer(String line) {
        CharArrayBuffer buffer = new CharArrayBuffer(line.length());
        buffer.append(line);
        return buffer;
    }
}
