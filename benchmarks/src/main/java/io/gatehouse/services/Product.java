package io.gatehouse.services;

import io.gatehouse.services.database.MissingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The product as {@code bin/run} starts it: gateway, services and broker in one server, without rate limits. */
final class Product implements AutoCloseable {
    private static final long MINUTES_TO_START = 10;

    private final Process process;
    private final String adminPassword;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile String lastLine = "";

    private Product(Process process, String adminPassword) {
        this.process = process;
        this.adminPassword = adminPassword;
        Thread reader = new Thread(this::read, "output of bin/run");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts and waits until it is ready.
     *
     * @param database what tells it of a database; without any it has its own, in files
     */
    static Product start(Place place, Map<String, String> database)
            throws IOException, InterruptedException, MissingException {
        String adminPassword = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        place.home().resolve("bin/run").toString(),
                        "--port",
                        Integer.toString(place.port()),
                        "--data",
                        place.data().toString()))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(environment(database, adminPassword));
        Product product = new Product(builder.start(), adminPassword);
        try {
            if (product.ready.get(MINUTES_TO_START, TimeUnit.MINUTES)) {
                return product;
            }
            throw new MissingException("the product does not start: " + product.lastLine);
        } catch (ExecutionException | TimeoutException notReady) {
            throw new MissingException("the product does not get ready: " + product.lastLine);
        } finally {
            if (!product.ready.getNow(false)) {
                product.close();
            }
        }
    }

    private static Map<String, String> environment(Map<String, String> database, String adminPassword) {
        Map<String, String> environment = new HashMap<>(database);
        environment.put("GATEHOUSE_ADMIN_PASSWORD", adminPassword);
        environment.put("GATEHOUSE_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("GATEHOUSE_RATE_LIMIT_PER_ADDRESS", "0");
        return environment;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastLine = line;
                if (line.startsWith("Gatehouse is ready")) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException gone) {
            ready.complete(false);
        }
    }

    long pid() {
        return process.pid();
    }

    String adminPassword() {
        return adminPassword;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM to the launcher, which ends the server. */
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
