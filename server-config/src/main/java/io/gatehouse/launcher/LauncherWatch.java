package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * An agent in every process that the launcher starts: when the launcher is gone, however it went, the process ends.
 * Its standard input is a pipe that only the launcher holds, so the end of the launcher is the end of that input.
 */
public final class LauncherWatch {

    /** Longer than the gateway takes to drain, and the server to stop after that. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private LauncherWatch() {}

    /** Called by the JVM before main; the argument is a file to hold locked as long as the process lives. */
    public static void premain(String lockFile) throws IOException {
        FileChannel lock = FileChannel.open(Path.of(lockFile), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (DataDirectory.tryLock(lock) == null) {
            throw new IOException(lockFile + " is held by another process");
        }
        daemon("launcher-watch", () -> awaitEndOfInput(lock));
    }

    private static void awaitEndOfInput(FileChannel lock) {
        try {
            while (System.in.read() >= 0) {
                // the launcher has nothing to say
            }
        } catch (IOException brokenPipe) {
            // as good as its end
        }
        daemon("launcher-watch-halt", () -> haltAfterGrace(lock));
        System.exit(0);
    }

    private static void haltAfterGrace(FileChannel lock) {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lock.isOpen()) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void daemon(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }
}
