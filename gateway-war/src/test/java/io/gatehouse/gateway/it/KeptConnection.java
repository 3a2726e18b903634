package io.gatehouse.gateway.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its connection and never sends anything twice: clients of libraries repeat a GET in silence when its connection breaks. It makes another
 * connection only when the gateway has said in an answer that it closes this one.
 */
final class KeptConnection implements AutoCloseable {
    private final String from;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /** What came, whole. */
    record Answer(int status, String body) {}

    /** @param from the address of this machine that the gateway sees */
    KeptConnection(String from) {
        this.from = from;
    }

    /**
     * The answer to a request.
     *
     * @param head the request line and the fields, without {@code Host} and the length of the body
     * @throws IOException when it did not come whole; then the next request has another connection
     */
    Answer ask(String head, String body) throws IOException {
        Socket open = open();
        try {
            String fields = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            open.getOutputStream()
                    .write((head + "\r\nHost: h\r\n" + fields + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            List<String> lines = TestUpstream.head(in);
            if (lines.isEmpty()) {
                throw new IOException("closed before the answer");
            }
            Answer answer = new Answer(Integer.parseInt(lines.get(0).split(" ", -1)[1]), body(lines));
            if ("close".equals(field(lines, "connection"))) {
                close();
            }
            return answer;
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), Situation.GATEWAY, InetAddress.getByName(from), 0);
            open.setSoTimeout(60_000);
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    private String body(List<String> head) throws IOException {
        if (!"chunked".equals(field(head, "transfer-encoding"))) {
            return read(Integer.parseInt(String.valueOf(field(head, "content-length"))));
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(read(size));
            line();
        }
        line();
        return body.toString();
    }

    private String read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("closed within the answer");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed within the answer");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static @Nullable String field(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
