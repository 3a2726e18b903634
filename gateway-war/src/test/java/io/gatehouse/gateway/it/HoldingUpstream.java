package io.gatehouse.gateway.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Takes every request but the gateway's probes and answers none, until it lets go of all of them. One thread reads them one after the other. */
final class HoldingUpstream implements AutoCloseable {
    static final String ANSWER = "let go";

    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final Thread thread;

    HoldingUpstream() throws IOException {
        server = new ServerSocket(Securing.PORT, 4_096, InetAddress.getByName("127.0.0.6"));
        thread = new Thread(this::take, "holding-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        try {
            while (true) {
                Socket socket = server.accept();
                List<String> head = TestUpstream.head(new BufferedInputStream(socket.getInputStream()));
                if (!head.isEmpty() && head.get(0).startsWith("GET /api/held/")) {
                    held.add(socket);
                } else {
                    socket.close();
                }
            }
        } catch (IOException closed) {
            // The test is over, and has looked at what it expects itself.
        }
    }

    int held() {
        return held.size();
    }

    /** Waits until it holds so many at once. */
    void await(int many) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (held.size() < many) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + held.size() + " have come");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void letGo() throws IOException {
        for (Socket socket : held) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("HTTP/1.1 200 OK\nConnection: close\nContent-Length: "
                            + ANSWER.length() + "\n\n" + ANSWER));
            socket.close();
        }
        held.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : held) {
                socket.close();
            }
            // The address is free when nobody is accepting any more.
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
