package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.admin.Attempt.Outcome;
import io.gatehouse.gateway.config.Change;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.config.ConfigText;
import io.gatehouse.gateway.config.Difference;
import io.gatehouse.gateway.config.FileWatch;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Mistake;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The life of the configuration: reads it, checks it, tells the difference, and has it put to work, when its file changes and when an operator
 * says so. Whatever goes wrong on the way leaves the one at work as it is. All of it happens on one thread of its own, one attempt after the
 * other; neither requests nor the clock wait for it.
 */
public final class Reloads implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final ConfigSource source;
    private final Function<String, Optional<String>> values;
    private final InstantSource time;
    private final List<Consumer<Attempt>> observers;
    private final ExecutorService thread;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Status status;
    private Swap swap = config -> {};
    // Only the thread uses these.
    private String attempted;
    private String unreadable = "";

    /** Puts a configuration to work, or throws and leaves everything as it was. */
    @FunctionalInterface
    public interface Swap {
        void to(GatewayConfig config) throws IOException;
    }

    /**
     * How things stand.
     *
     * @param config the one at work
     * @param applied the attempt that put it to work
     * @param last the last attempt of all
     */
    public record Status(ConfigSource source, GatewayConfig config, Attempt applied, Attempt last) {}

    /**
     * Reads the first configuration.
     *
     * @param observers are told of every attempt
     * @throws IOException when it cannot be read
     * @throws ConfigException with every mistake in it
     */
    public Reloads(
            ConfigSource source,
            Function<String, Optional<String>> values,
            InstantSource time,
            List<Consumer<Attempt>> observers)
            throws IOException, ConfigException {
        this(source, values, time, observers, Executors.newSingleThreadExecutor(Reloads::thread));
    }

    /** @param thread on which all happens, one after the other */
    Reloads(
            ConfigSource source,
            Function<String, Optional<String>> values,
            InstantSource time,
            List<Consumer<Attempt>> observers,
            ExecutorService thread)
            throws IOException, ConfigException {
        this.thread = thread;
        this.source = source;
        this.values = values;
        this.time = time;
        this.observers = List.copyOf(observers);
        ConfigText text = source.read();
        GatewayConfig config = ConfigReader.read(source.name(), text, values);
        Attempt start = attempt("start", Outcome.APPLIED, text.digest(), List.of(), "", List.of());
        attempted = text.digest();
        status = new Status(source, config, start, start);
        observers.forEach(observer -> observer.accept(start));
    }

    public Status status() {
        return status;
    }

    /** From now on others are put to work, and the file, if there is one, is looked at every second. */
    public void begin(Swap with, ScheduledExecutorService clock) {
        swap = with;
        if (source.file() != null) {
            FileWatch watch = new FileWatch(source.file(), time);
            var unused = clock.scheduleWithFixedDelay(
                    () -> handOver(watch), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The clock does not wait; while one look is not over there is no other. */
    private void handOver(FileWatch watch) {
        if (thread.isShutdown() || !looking.compareAndSet(false, true)) {
            return;
        }
        boolean begun = false;
        try {
            thread.execute(() -> look(watch));
            begun = true;
        } finally {
            // Nobody else would end a look that has not begun, for lack of memory for a thread perhaps.
            if (!begun) {
                looking.set(false);
            }
        }
    }

    /**
     * Reads the configuration and puts it to work, even if it is the same: what it refers to may have changed.
     *
     * @param dry only tells what would be
     */
    public CompletionStage<Attempt> reload(String by, boolean dry) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return attempt(by, source.read(), dry);
                    } catch (IOException missing) {
                        return note(attempt(by, Outcome.UNREADABLE, "", List.of(), missing.toString(), List.of()));
                    }
                },
                thread);
    }

    private void look(FileWatch watch) {
        try {
            ConfigText text = watch.look(attempted);
            if (text != null) {
                attempt("file", text, false);
            }
            unreadable = "";
        } catch (IOException missing) {
            // Told once, not every second.
            if (!unreadable.equals(missing.toString())) {
                unreadable = missing.toString();
                note(attempt("file", Outcome.UNREADABLE, "", List.of(), unreadable, List.of()));
            }
        } finally {
            looking.set(false);
        }
    }

    // Whatever a new configuration breaks while it is made, the one at work goes on.
    @SuppressWarnings("IllegalCatch")
    private Attempt attempt(String by, ConfigText text, boolean dry) {
        String digest = text.digest();
        attempted = dry ? attempted : digest;
        List<Change> changes = List.of();
        try {
            GatewayConfig config = ConfigReader.read(source.name(), text, values);
            changes = Difference.between(status.config, config);
            Outcome outcome = dry ? Outcome.CHECKED : Outcome.APPLIED;
            if (!dry) {
                swap.to(config);
            }
            Attempt done = attempt(by, outcome, digest, List.of(), "", changes);
            return note(done, dry ? null : config);
        } catch (ConfigException wrong) {
            return note(attempt(by, Outcome.REFUSED, digest, wrong.mistakes(), "", List.of()));
        } catch (IOException | RuntimeException | Error unusable) {
            return note(attempt(by, Outcome.UNUSABLE, digest, List.of(), unusable.toString(), changes));
        }
    }

    private Attempt attempt(
            String by, Outcome outcome, String digest, List<Mistake> mistakes, String problem, List<Change> changes) {
        return new Attempt(time.instant(), by, outcome, digest, mistakes, problem, changes);
    }

    private Attempt note(Attempt attempt) {
        return note(attempt, null);
    }

    private Attempt note(Attempt attempt, @Nullable GatewayConfig applied) {
        Status before = status;
        status = applied == null
                ? new Status(source, before.config, before.applied, attempt)
                : new Status(source, applied, attempt, attempt);
        observers.forEach(observer -> observer.accept(attempt));
        return attempt;
    }

    /** Looks and reloads no more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gatehouse-config");
        thread.setDaemon(true);
        // Whoever happens to cause the first attempt: what is made here is looked up in this application.
        thread.setContextClassLoader(Reloads.class.getClassLoader());
        return thread;
    }
}
