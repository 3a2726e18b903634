package io.gatehouse.storm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** An instance of an upstream: keeps connections, answers {@code /NUMBER/SIZE} with that content, and has its weather. */
final class Instance implements AutoCloseable {
    private final int port;
    private final LongAdder spoiled;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;
    private volatile Weather weather = Weather.FAIR;

    /** @param spoiled counts the requests that did not arrive as they were sent */
    Instance(int port, LongAdder spoiled) {
        this.port = port;
        this.spoiled = spoiled;
        listen();
    }

    Weather weather() {
        return weather;
    }

    void weather(Weather next) throws IOException {
        Weather before = weather;
        weather = next;
        if (next == Weather.DEAD && before != Weather.DEAD) {
            close();
        } else if (before == Weather.DEAD && next != Weather.DEAD) {
            listen();
        }
    }

    private synchronized void listen() {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            server = fresh;
            start(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " is not free", e);
        }
    }

    private void accept(ServerSocket on) {
        while (!on.isClosed()) {
            try {
                Socket socket = on.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(null, work, "storm-upstream", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        Random random = new Random(socket.getPort());
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Head head = Head.read(in); head != null; head = Head.read(in)) {
                if (head.startLine().contains(" /events/")) {
                    stream(socket, head);
                }
                byte[] good = goodAnswer(head, in);
                weather.answer(socket, good, random);
            }
        } catch (IOException | IllegalArgumentException broken) {
            // Broken connections are what this is about; the other side counts them.
        } finally {
            open.remove(socket);
        }
    }

    /** For ever, whatever the weather: only its end or the other side ends it. */
    private void stream(Socket socket, Head head) throws IOException {
        see(head);
        OutputStream out = socket.getOutputStream();
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Type: " + Events.TYPE + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
        new Events(Long.parseLong(head.startLine().split("/", -1)[2])).send(out);
    }

    private void see(Head head) {
        if (!Bearer.isRight(head)) {
            spoiled.increment();
        }
    }

    private byte[] goodAnswer(Head head, InputStream in) throws IOException {
        String path = head.startLine().split(" ", -1)[1];
        String[] words = path.split("/", -1);
        if (path.startsWith("/health") || words.length < 3) {
            return bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
        see(head);
        long number = Long.parseLong(words[words.length - 2]);
        int size = Integer.parseInt(words[words.length - 1]);
        if (head.startLine().startsWith("POST")) {
            byte[] body = in.readNBytes(head.length());
            if (body.length < head.length()) {
                throw new EOFException("the request was broken off");
            }
            if (!Content.is(body, number, size)) {
                spoiled.increment();
            }
        }
        String kept = path.startsWith("/cached/") ? Kept.fields() : "";
        byte[] start = bytes(
                "HTTP/1.1 200 OK\r\nX-Number: " + number + "\r\n" + kept + "Content-Length: " + size + "\r\n\r\n");
        byte[] answer = new byte[start.length + size];
        System.arraycopy(start, 0, answer, 0, start.length);
        System.arraycopy(Content.of(number, size), 0, answer, start.length, size);
        return answer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Resets what is open and listens no more. */
    @Override
    public synchronized void close() throws IOException {
        ServerSocket listening = server;
        if (listening != null) {
            listening.close();
        }
        for (Socket socket : open) {
            reset(socket);
        }
    }

    /** Its own thread may close it at the same time: then there is nothing left to reset. */
    private static void reset(Socket socket) throws IOException {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw e;
            }
        }
    }
}
