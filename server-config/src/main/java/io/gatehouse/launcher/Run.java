package io.gatehouse.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of one run. */
final class Run {

    /** Longer than the gateway takes to drain, and the server to stop after that. */
    private static final Duration STOP = Duration.ofSeconds(45);

    private static final Duration LOOK_AT_LOGS = Duration.ofSeconds(5);

    private final DataDirectory data;
    private final List<List<Child>> groups = new ArrayList<>();
    private boolean stopping;

    Run(DataDirectory data) {
        this.data = data;
    }

    /** Starts all processes; those of later groups do not wait for those of earlier ones. */
    synchronized void start(List<List<ProcessSpec>> plan) throws IOException {
        for (List<ProcessSpec> specs : plan) {
            List<Child> group = new ArrayList<>();
            groups.add(group);
            for (ProcessSpec spec : specs) {
                if (stopping) {
                    return;
                }
                group.add(Child.start(spec, new LogFile(data.log(spec.name()))));
            }
        }
    }

    /** Starts a process again that has ended, unless all are about to stop. */
    synchronized void restart(Child ended) throws IOException {
        if (stopping) {
            return;
        }
        for (List<Child> group : groups) {
            int place = group.indexOf(ended);
            if (place >= 0) {
                group.set(place, ended.again());
            }
        }
    }

    synchronized List<Child> children() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** A process that ended without being asked to. */
    synchronized Optional<Child> casualty() {
        return stopping
                ? Optional.empty()
                : children().stream().filter(child -> !child.isAlive()).findFirst();
    }

    /** Returns when a process has ended, and keeps the logs short until then. */
    void awaitCasualty() throws InterruptedException {
        CompletableFuture<Object> casualty =
                CompletableFuture.anyOf(children().stream().map(Child::onExit).toArray(CompletableFuture<?>[]::new));
        while (!casualty.isDone()) {
            shortenLogs();
            try {
                casualty.get(LOOK_AT_LOGS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException allAlive) {
                // then once more
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void shortenLogs() {
        children().forEach(child -> child.log().shorten());
    }

    /** From now on the end of a process is no surprise; false if that was known. */
    synchronized boolean beginStop() {
        boolean first = !stopping;
        stopping = true;
        return first;
    }

    /** Stops group after group, the last one first; finds nothing to do the second time. */
    synchronized void stop() {
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Child> group = groups.get(i);
            group.forEach(Child::askToStop);
            group.forEach(child -> child.awaitStop(STOP));
        }
    }
}
