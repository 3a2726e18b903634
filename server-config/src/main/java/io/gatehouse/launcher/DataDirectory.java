package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The directory of one installation, held by one run at a time. */
final class DataDirectory implements AutoCloseable {

    /** What an earlier run that was killed gets to end its processes; they need less, see {@link LauncherWatch}. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Creates what is missing and takes the lock. */
    static DataDirectory open(Path root) throws CannotStartException {
        FileChannel lock;
        try {
            PrivateFiles.directory(root);
            for (String child : new String[] {"run", "log", "keys", "db", "broker"}) {
                PrivateFiles.directory(root.resolve(child));
            }
            lock = FileChannel.open(
                    root.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CannotStartException("The data directory " + root + " cannot be written: " + e);
        }
        if (tryLock(lock) == null) {
            throw new CannotStartException("The data directory " + root + " is in use by another run");
        }
        return new DataDirectory(root, lock);
    }

    /** Waits until the processes of an earlier run, which hold a lock each, are gone. */
    void awaitLeftovers() throws CannotStartException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (hasLeftovers()) {
                if (System.nanoTime() > end) {
                    throw new CannotStartException("Processes of an earlier run still use " + root);
                }
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new CannotStartException("The data directory " + root + " cannot be read: " + e);
        }
    }

    private boolean hasLeftovers() throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(root.resolve("run"), "*.lock")) {
            for (Path file : locks) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    if (tryLock(channel) == null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Closing the channel releases the lock, so does the end of the process. */
    static @Nullable FileLock tryLock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException | IOException taken) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path run(String process) {
        return root.resolve("run").resolve(process);
    }

    Path log(String process) {
        return root.resolve("log").resolve(process + ".log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException ignored) {
            // the lock ends with the process at the latest
        }
    }
}
