package io.gatehouse.storm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Streams of events that stay open until they are told to stop. Each event counts like a request: latency is from its sending to its arrival. */
final class Listeners implements Traffic {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final long PAUSE_NANOS = 100_000_000;

    private final String route;
    private final int gatewayPort;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Figures figures = new Figures();
    private volatile boolean over;

    Listeners(String route, int gatewayPort, int streams, IntFunction<Bearer> bearers) {
        this.route = route;
        this.gatewayPort = gatewayPort;
        for (int i = 0; i < streams; i++) {
            Bearer bearer = bearers.apply(i);
            Thread thread = new Thread(() -> run(bearer), "storm-listener");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public Figures next() {
        Figures done = figures;
        figures = new Figures();
        return done;
    }

    private void run(Bearer bearer) {
        while (!over) {
            long begun = System.nanoTime();
            try {
                listen(bearer);
            } catch (IOException | NumberFormatException e) {
                if (!over) {
                    figures.count(Client.WRONG + "a stream that broke: " + e.getMessage(), System.nanoTime() - begun);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void listen(Bearer bearer) throws IOException {
        long number = Errand.NUMBERS.incrementAndGet();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            open.add(socket);
            if (over) {
                return;
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request =
                    "GET /" + route + "/" + number + "/0 HTTP/1.1\r\nHost: storm\r\n" + bearer.fields() + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Head head = Head.read(in);
            if (head == null || !head.field("Content-Type").startsWith(Events.TYPE) || !head.isChunked()) {
                throw new IOException("no events: " + head);
            }
            new Events(number)
                    .receive(new Chunks(in), (outcome, sent) -> figures.count(outcome, System.nanoTime() - sent));
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        over = true;
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket cannot be closed", e);
            }
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
    }
}
