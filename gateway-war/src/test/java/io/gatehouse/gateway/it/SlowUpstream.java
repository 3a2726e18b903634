package io.gatehouse.gateway.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers at once, but for one path only when it may. */
final class SlowUpstream implements AutoCloseable {
    static final int PORT = Integer.getInteger("it.silent.port");
    static final String ANSWER = "slow but whole";

    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch finish = new CountDownLatch(1);
    private final HttpServer server;

    SlowUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow/x")) {
                reached.countDown();
                awaitQuietly(finish);
            }
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Waits for the request that it does not answer yet. */
    void awaitReached() throws InterruptedException {
        if (!reached.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError("never asked");
        }
    }

    @Override
    public void close() {
        finish.countDown();
        server.stop(0);
    }
}
