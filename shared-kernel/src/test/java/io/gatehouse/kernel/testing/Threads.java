package io.gatehouse.kernel.testing;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Threads that no server manages, and that a test can look at. */
public final class Threads implements ManagedThreadFactory {
    private static final long PATIENCE_MILLIS = 20_000;

    private final List<Thread> made = new CopyOnWriteArrayList<>();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }

    /** Whether all of them end, within some seconds. */
    public boolean end() throws InterruptedException {
        for (Thread thread : made) {
            thread.join(PATIENCE_MILLIS);
        }
        return made.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        throw new UnsupportedOperationException();
    }
}
