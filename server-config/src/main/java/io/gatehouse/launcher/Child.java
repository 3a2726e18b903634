package io.gatehouse.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A started process. */
final class Child {

    /** What begins so is not handed on unless the specification says so. */
    private static final List<String> SECRETS = List.of(
            "GATEHOUSE_ADMIN_PASSWORD",
            "GATEHOUSE_DB_",
            "GATEHOUSE_BROKER_URL",
            "GATEHOUSE_BROKER_USER",
            "GATEHOUSE_BROKER_PASSWORD");

    private final ProcessSpec spec;
    private final LogFile log;
    private final Process process;

    private Child(ProcessSpec spec, LogFile log, Process process) {
        this.spec = spec;
        this.log = log;
        this.process = process;
    }

    /** Starts it; the log of the run before this one is kept beside the new one. */
    static Child start(ProcessSpec spec, LogFile log) throws IOException {
        log.begin();
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> SECRETS.stream().anyMatch(name::startsWith));
        environment.putAll(spec.environment());
        return new Child(spec, log, builder.start());
    }

    /** Starts another one in its place. */
    Child again() throws IOException {
        return start(spec, log);
    }

    String name() {
        return spec.name();
    }

    LogFile log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** How it ended. */
    String end() {
        return name() + " ended with exit code " + process.exitValue();
    }

    /** How it ended, with the last lines of its log. */
    String obituary() {
        return end() + endOfLog();
    }

    /** That it goes on without one of its applications, likewise. */
    String complaint() {
        return name() + " could not deploy an application" + endOfLog();
    }

    private String endOfLog() {
        return "; the end of " + log + ":\n" + log.tail();
    }

    void askToStop() {
        process.destroy();
    }

    /** Waits for its end and makes it end when the time is over. */
    void awaitStop(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
