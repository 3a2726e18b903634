package io.gatehouse.gateway.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A service for the tests that sees and says every byte itself: one connection, one thread, one request. */
final class TestUpstream {
    /** What it answers on a path. */
    interface Answer {
        void give(Call call) throws Exception;
    }

    /** One request with its connection, for the answer to write to. */
    record Call(String requestLine, List<String> headers, InputStream in, OutputStream out, Socket socket) {
        String method() {
            return requestLine.substring(0, requestLine.indexOf(' '));
        }

        String path() {
            int from = method().length() + 1;
            int query = requestLine.indexOf('?');
            return requestLine.substring(from, query < 0 ? requestLine.lastIndexOf(' ') : query);
        }

        /** All values of a header, in order. */
        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }

        void say(String text) throws IOException {
            out.write(onTheWire(text));
            out.flush();
        }

        void ok(String body) throws IOException {
            say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    private static final int PORT = Integer.getInteger("it.upstream.port");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ServerSocket server;

    TestUpstream() {
        this(listening());
    }

    TestUpstream(ServerSocket server) {
        this.server = server;
        daemon(this::accept);
        on("/things/health", call -> call.ok("{}"));
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(PORT, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers at this path from now on. */
    void on(String path, Answer answer) {
        answers.put(path, answer);
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
            List<String> head = head(in);
            if (head.isEmpty()) {
                return;
            }
            Call call = new Call(head.get(0), head.subList(1, head.size()), in, socket.getOutputStream(), socket);
            answers.getOrDefault(
                            call.path(),
                            missing -> missing.say(
                                    "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                    .give(call);
        } catch (Exception gone) {
            // The gateway closed the connection; the tests look at what they expect themselves.
        }
    }

    /** Lines end with CR LF on the wire, however a test writes them. */
    static byte[] onTheWire(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                if (line.size() == 0) {
                    return lines;
                }
                lines.add(line.toString(StandardCharsets.ISO_8859_1));
                line.reset();
            } else if (c != '\r') {
                line.write(c);
            }
        }
        return lines;
    }

    /** Takes no more connections. */
    void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "test-upstream");
        thread.setDaemon(true);
        thread.start();
    }
}
