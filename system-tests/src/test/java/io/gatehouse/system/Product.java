package io.gatehouse.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product as its users start it: {@code bin/run} in a process of its own. */
final class Product implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("gatehouse.home"));
    private static final int FIRST_PORT = Integer.parseInt(System.getProperty("it.system.port"));
    private static final long MINUTES_TO_START = 5;
    private static final Duration CHECK = Duration.ofMillis(100);
    private static final List<String> RATE_LIMITS =
            List.of("GATEHOUSE_RATE_LIMIT_PER_MINUTE", "GATEHOUSE_RATE_LIMIT_PER_ADDRESS");
    /** The environment of users who say nothing; the products of the other tests bear tests in a hurry. */
    static final Map<String, String> AS_SHIPPED = Map.of(RATE_LIMITS.get(0), "", RATE_LIMITS.get(1), "");

    private final Path directory;
    private final int port;
    private final Process process;
    private final Thread reader;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private Product(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
        reader = new Thread(this::read, "output of bin/run");
        reader.setDaemon(true);
        reader.start();
    }

    /** The first port of a test class: so far behind that of all system tests. */
    static int ports(int offset) {
        return FIRST_PORT + offset;
    }

    /** A file of the distribution. */
    static String home(String file) {
        return HOME.resolve(file).toString();
    }

    /** A new directory below target in which a product keeps its data. */
    static Path newDirectory(String name) {
        try {
            Path target = Files.createDirectories(HOME.resolve("system-tests/target/products"));
            return Files.createTempDirectory(target, name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts and waits for the line that says so. */
    static Product start(Path directory, int port, Map<String, String> environment, String... options) {
        Product product = launch(directory, port, environment, options);
        product.awaitReady();
        return product;
    }

    /** Waits for the line that says so; without it all is stopped again. */
    void awaitReady() {
        try {
            ready.get(MINUTES_TO_START, TimeUnit.MINUTES);
        } catch (Exception notReady) {
            close();
            throw new IllegalStateException("bin/run did not get ready:\n" + String.join("\n", output), notReady);
        }
    }

    /** Starts and does not wait. */
    static Product launch(Path directory, int port, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/run").toString()));
        command.addAll(List.of(
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_") || name.startsWith("OTEL_"));
        RATE_LIMITS.forEach(limit -> builder.environment().put(limit, "0"));
        builder.environment().putAll(environment);
        RATE_LIMITS.forEach(limit -> builder.environment().remove(limit, ""));
        try {
            return new Product(directory, port, builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("Gatehouse is ready")) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IllegalStateException("bin/run ended"));
        } catch (IOException gone) {
            ready.completeExceptionally(gone);
        }
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    List<String> output() {
        return List.copyOf(output);
    }

    /** Waits until a line of the output ends so, or nothing of the kind is to be expected any more. */
    void awaitLine(String end) {
        long latest = System.nanoTime() + Duration.ofMinutes(MINUTES_TO_START).toNanos();
        while (output.stream().noneMatch(line -> line.endsWith(end)) && !ready.isDone() && System.nanoTime() < latest) {
            Client.pause(CHECK);
        }
    }

    String adminPassword() {
        try {
            return Files.readString(directory.resolve("data/admin-password")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The process among this product's own whose command line holds the text. */
    ProcessHandle part(String text) {
        return process.descendants()
                .filter(part -> commandLine(part).contains(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process with " + text));
    }

    /** Sends a signal (signal(7)) to one of its processes, for example STOP, which freezes it. */
    void signal(String name, String text) {
        try {
            int code = new ProcessBuilder(
                            "kill", "-" + name, String.valueOf(part(text).pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " of " + text + " ended with " + code);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String commandLine(ProcessHandle part) {
        try {
            return Files.readString(Path.of("/proc/" + part.pid() + "/cmdline")).replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    /** All processes of the product. */
    List<ProcessHandle> parts() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    /** kill -9 of everything at once: no shutdown hook runs anywhere. */
    void kill() {
        List<ProcessHandle> all = parts();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(part -> part.onExit().join());
    }

    /** kill -9 of the first process alone, as a careless operator would do. */
    void killLauncherOnly() {
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        others.forEach(part -> part.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(MINUTES_TO_START, TimeUnit.MINUTES)) {
            throw new IllegalStateException("bin/run is still there");
        }
        // What it has said last may not be read yet.
        reader.join(Duration.ofMinutes(1).toMillis());
        return process.exitValue();
    }

    /** SIGTERM, as Ctrl-C or an init system would stop it. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
