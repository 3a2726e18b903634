package io.gatehouse.gateway.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An upstream that takes every request on every connection, one after the other and keeps each as it came: whatever is hidden behind or within
 * a request shows.
 */
final class RecordingUpstream {
    private static final int PORT = Integer.getInteger("it.recording.port");

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    RecordingUpstream() {
        try {
            server = new ServerSocket(PORT, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** All requests since {@link #forget}, with their bodies, but for those of the gateway itself. */
    List<String> requests() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET /things/health "))
                .toList();
    }

    int port() {
        return PORT;
    }

    void forget() {
        requests.clear();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (head.toLowerCase(Locale.ROOT).contains("\r\nupgrade:")) {
                    requests.add(head);
                    socket.getOutputStream().write(SWITCHED.getBytes(StandardCharsets.ISO_8859_1));
                    requests.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                    return;
                }
                requests.add(head + body(head, in));
                String answer = head.startsWith("HEAD ") ? OK : OK + "ok";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // The gateway closed the connection.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String body(String head, InputStream in) throws IOException {
        String fields = head.toLowerCase(Locale.ROOT);
        if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
            return chunks(in);
        }
        int at = fields.indexOf("\r\ncontent-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(fields.substring(at + 18, fields.indexOf("\r\n", at + 18)));
        return bytes(in, length);
    }

    /** What is cut off is no request. */
    private static String bytes(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(bytes(in, size));
            line(in);
        }
        while (!line(in).isEmpty()) {
            body.append("trailer");
        }
        return body.toString();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("cut in a line");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recording-upstream");
        thread.setDaemon(true);
        thread.start();
    }
}
