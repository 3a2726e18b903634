package io.gatehouse.storm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client that keeps its connection and believes nothing: it says of each request what came of it. */
final class Client implements AutoCloseable {
    static final String GOOD = "200";
    static final String CUT = "broken off";
    /** Begins the outcomes that no weather excuses. */
    static final String WRONG = "WRONG: ";

    private static final Pattern PROBLEM = Pattern.compile("\"type\"\\s*:\\s*\"/problems/([a-z-]+)\"");
    // Longer than any timeout of the gateway.
    private static final int PATIENCE_MILLIS = 40_000;

    private final int port;
    private final Bearer bearer;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /** One that does not say who it is. */
    Client(int port) {
        this(port, Bearer.NOBODY);
    }

    Client(int port, Bearer bearer) {
        this.port = port;
        this.bearer = bearer;
    }

    /** @param body whether the content goes along with the request, too */
    String ask(String route, long number, int size, boolean body) {
        boolean reused = socket != null;
        try {
            return exchange(route, number, size, body);
        } catch (IOException e) {
            close();
            if (reused) {
                // RFC 9112 section 9.3.1: a connection that was kept may have been closed meanwhile.
                return ask(route, number, size, body);
            }
            // An answer that breaks before its first byte went out is broken off, too.
            return e instanceof EOFException ? CUT : WRONG + "no answer: " + e;
        }
    }

    private String exchange(String route, long number, int size, boolean body) throws IOException {
        InputStream from = connected();
        long asked = System.currentTimeMillis();
        send(route, number, size, body);
        Head head = Head.read(from);
        if (head == null) {
            throw new EOFException("closed without an answer");
        }
        String status = head.startLine().split(" ", -1)[1];
        byte[] content;
        try {
            content = head.isChunked() ? new Chunks(from).readAllBytes() : whole(from, head.length());
        } catch (IOException e) {
            close();
            return status.equals(GOOD) ? CUT : WRONG + status + " is not complete";
        }
        if (head.field("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return status.equals(GOOD) ? judge(head, content, number, size, asked) : refusal(head, status, content);
    }

    private static String judge(Head head, byte[] content, long number, int size, long asked) {
        if (!head.field("X-Number").equals(Long.toString(number)) || !Content.is(content, number, size)) {
            return WRONG + "an answer that nobody gave to this request";
        }
        return Kept.isFresh(head, asked) ? GOOD : WRONG + "an answer that was not fresh any more";
    }

    private static String refusal(Head head, String status, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        Matcher problem = PROBLEM.matcher(text);
        if (head.field("Content-Type").startsWith("application/problem+json") && problem.find()) {
            return status + " " + problem.group(1);
        }
        return text.equals("no") ? status + " of the upstream" : WRONG + status + " without a reason";
    }

    private void send(String route, long number, int size, boolean body) throws IOException {
        Socket to = socket;
        if (to == null) {
            throw new IOException("not connected");
        }
        String target = " /" + route + "/" + number + "/" + size + " HTTP/1.1\r\nHost: storm\r\n" + bearer.fields();
        OutputStream out = to.getOutputStream();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        if (body) {
            request.writeBytes(
                    ("POST" + target + "Content-Length: " + size + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(Content.of(number, size));
        } else {
            request.writeBytes(("GET" + target + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        request.writeTo(out);
    }

    private InputStream connected() throws IOException {
        InputStream from = in;
        if (from == null) {
            Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(PATIENCE_MILLIS);
            from = new BufferedInputStream(fresh.getInputStream());
            socket = fresh;
            in = from;
        }
        return from;
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new IOException("cut");
        }
        return content;
    }

    @Override
    public void close() {
        Socket old = socket;
        socket = null;
        in = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException e) {
            // It was good for nothing any more.
        }
    }
}
