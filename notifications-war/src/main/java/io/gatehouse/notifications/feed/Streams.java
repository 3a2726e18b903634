package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The open streams of this instance, by their users. */
@ApplicationScoped
public class Streams {
    @Inject
    @ConfigProperty(name = "gatehouse.notifications.streams", defaultValue = "1000")
    int most;

    @Inject
    @ConfigProperty(name = "gatehouse.notifications.streams.per.user", defaultValue = "5")
    int mostOfOne;

    private final Map<UUID, Set<EventStream>> open = new HashMap<>();
    private int count;
    private boolean closed;

    /** IllegalArgumentException for numbers with which nobody could open a stream. */
    void check() {
        requireSome("gatehouse.notifications.streams", most);
        requireSome("gatehouse.notifications.streams.per.user", mostOfOne);
    }

    private static void requireSome(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + "=" + value + " is less than 1");
        }
    }

    /**
     * Takes a stream in, before anything is written to it. When its user has as many as may be, those whose clients have
     * gone make room: writing to them shows it, the first time or the second.
     *
     * @throws ProblemException with 429 when its user has as many as may be, with 503 when all have
     */
    void add(EventStream stream, Instant now) {
        if (isTaken(stream)) {
            return;
        }
        for (EventStream other : of(stream.userId())) {
            other.ping(now);
            if (other.isClosed()) {
                remove(other);
            }
        }
        if (!isTaken(stream)) {
            throw new ProblemException(Problem.of(
                    429, "TOO_MANY_STREAMS", "There are " + mostOfOne + " open streams; close one of them first."));
        }
    }

    /** False when its user has as many as may be. */
    private synchronized boolean isTaken(EventStream stream) {
        if (closed || count >= most) {
            throw new ProblemException(
                    Problem.of(503, "STREAMS_EXHAUSTED", "This instance has as many open streams as it may."));
        }
        Set<EventStream> ofUser = open.computeIfAbsent(stream.userId(), user -> new LinkedHashSet<>());
        if (ofUser.size() >= mostOfOne) {
            return false;
        }
        ofUser.add(stream);
        count++;
        return true;
    }

    /** Forgets a stream that has ended. */
    synchronized void remove(EventStream stream) {
        Set<EventStream> ofUser = open.get(stream.userId());
        if (ofUser != null && ofUser.remove(stream)) {
            count--;
            if (ofUser.isEmpty()) {
                open.remove(stream.userId());
            }
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized List<EventStream> of(UUID userId) {
        return List.copyOf(open.getOrDefault(userId, Set.of()));
    }

    synchronized List<EventStream> all() {
        return open.values().stream().flatMap(Set::stream).toList();
    }

    /** Lets each go whose time is over, keeps the others alive, and forgets those that have ended. */
    void tick(Instant now) {
        for (EventStream stream : all()) {
            stream.tick(now);
            if (stream.isClosed()) {
                remove(stream);
            }
        }
    }

    /** Ends all, and takes none in any more. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (EventStream stream : all()) {
            stream.close();
            remove(stream);
        }
    }
}
