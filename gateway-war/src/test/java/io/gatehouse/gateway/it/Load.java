package io.gatehouse.gateway.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask for one path again and again, and what they get that they should not. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    final AtomicInteger answered = new AtomicInteger();
    /** Answered by a gateway that is about to end, and says so. */
    final AtomicInteger answeredLast = new AtomicInteger();

    final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    /** Begins at once. */
    Load(OwnServer server, String path, String expected) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                while (!over) {
                    ask(server, path, expected);
                }
            });
            clients.add(client);
            client.start();
        }
    }

    // Whatever it is, it is no answer.
    @SuppressWarnings("IllegalCatch")
    private void ask(OwnServer server, String path, String expected) {
        try {
            HttpResponse<String> answer = server.get(path);
            if (answer.statusCode() == 200 && answer.body().equals(expected)) {
                answered.incrementAndGet();
                if (answer.headers().allValues("Connection").contains("close")) {
                    answeredLast.incrementAndGet();
                }
            } else if (answer.statusCode() == 503 && answer.body().contains("\"code\":\"DRAINING\"")) {
                refused.incrementAndGet();
            } else {
                fail(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | RuntimeException e) {
            fail(e.toString());
        } catch (InterruptedException e) {
            over = true;
        }
    }

    /** One is enough. */
    private void fail(String what) {
        broken.add(what);
        over = true;
    }

    /** Waits until so many have been counted. */
    void await(AtomicInteger counter, int enough) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (counter.get() < enough) {
            if (over || System.nanoTime() > end) {
                throw new AssertionError("only " + counter + "; broken: " + broken);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Asks for no more, and returns what was broken when all that is asked already is answered. */
    Queue<String> end() throws InterruptedException {
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        return broken;
    }

    @Override
    public void close() {
        over = true;
    }
}
