package io.gatehouse.artemis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The broker as a child process, from the jars of the RAR, with the environment of the tests. */
final class BrokerChild implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Process process;

    private BrokerChild(Process process) {
        this.process = process;
    }

    /** Starts it and returns when it says that it is ready. */
    static BrokerChild start() throws IOException {
        Path log = Path.of(System.getenv("GATEHOUSE_BROKER_DATA") + ".log");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("broker.classpath"),
                        BrokerProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.readString(log).contains("Broker ready at tcp://127.0.0.1:")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("The broker says " + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new BrokerChild(process);
    }

    /** Removes what earlier runs left. */
    static void forgetEverything() throws IOException {
        Path data = Path.of(System.getenv("GATEHOUSE_BROKER_DATA"));
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).forEach(BrokerChild::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end and returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
