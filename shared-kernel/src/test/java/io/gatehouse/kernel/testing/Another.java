package io.gatehouse.kernel.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Somebody else who works on the same database at the same time, in transactions of their own. */
public final class Another implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DataSource dataSource;

    public Another(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Begins the work, and returns as soon as it waits for what the caller's transaction has locked. */
    public <T> Future<T> waits(Callable<T> work) {
        Future<T> begun = begins(work);
        Databases.awaitOneThatWaits(dataSource);
        return begun;
    }

    /** Begins the work. */
    public <T> Future<T> begins(Callable<T> work) {
        return thread.submit(work);
    }

    /** What the work gives, which has to wait for nobody. */
    public <T> T does(Callable<T> work) {
        return result(begins(work));
    }

    /** What comes of work that has begun; throws what it throws, or that it does not end. */
    public static <T> T result(Future<T> begun) {
        try {
            return begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("the other has not come to an end", failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
