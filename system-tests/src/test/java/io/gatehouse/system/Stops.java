package io.gatehouse.system;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** How what a test class has started is stopped, the last thing first; when a start has failed, what came before it. */
final class Stops implements Closeable {
    private final Deque<Closeable> all = new ArrayDeque<>();

    void add(Closeable stop) {
        all.push(stop);
    }

    /** Stops all, also when one of them fails. */
    @Override
    public void close() throws IOException {
        if (!all.isEmpty()) {
            try {
                all.pop().close();
            } finally {
                close();
            }
        }
    }
}
