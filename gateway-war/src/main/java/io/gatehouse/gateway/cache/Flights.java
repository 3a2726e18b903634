package io.gatehouse.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.forward.Deadlines;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests on their way to upstreams that others may wait for, at most one for the same thing. */
final class Flights {
    /** How long nobody waits for what could not be shared the last time. */
    private static final Duration ALONE = Duration.ofSeconds(10);

    private static final int MOST_ALONE = 10_000;
    private static final Executor ONWARD = oneThreadNowAndThen();

    private final Deadlines deadlines;
    private final ConcurrentMap<Departure, Flight> flying = new ConcurrentHashMap<>();
    private final Cache<Purpose, Boolean> alone = Caffeine.newBuilder()
            .maximumSize(MOST_ALONE)
            .expireAfterWrite(ALONE)
            .executor(Runnable::run)
            .build();

    /**
     * What a request is for. Requests that say who asks are apart from those that do not: the answers to them are shared under other conditions.
     *
     * @param selecting the values by which an answer is chosen, as far as that is known
     */
    record Purpose(String key, Realm realm, boolean credentials, Selecting selecting) {}

    /**
     * A request's beginning, as far as others may join it.
     *
     * @param version of the address then: whoever asks after a change gets nothing that was asked for before it
     */
    record Departure(Purpose purpose, long version) {}

    Flights(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** A thread that ends with its work, so that it does not outlive this application. */
    private static Executor oneThreadNowAndThen() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "gatehouse-onward");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** The flight for this purpose: the one that is under way, or {@code own}, which then begins. */
    Flight begin(Departure departure, Flight own) {
        Flight other = flying.putIfAbsent(departure, own);
        return other == null ? own : other;
    }

    /** A flight that has not begun. */
    Flight prepare(Departure departure) {
        Duration patience = departure.purpose().realm().settings().coalesce();
        Flight[] flight = new Flight[1];
        flight[0] = new Flight(ONWARD, () -> deadlines.watch(flight[0], patience), () -> {
            deadlines.forget(flight[0]);
            flying.remove(departure, flight[0]);
        });
        return flight[0];
    }

    @Nullable
    Flight underWay(Departure departure) {
        return flying.get(departure);
    }

    /** What is fetched for this purpose cannot be shared: for a while everybody goes alone. */
    void keepApart(Purpose purpose) {
        alone.put(purpose, Boolean.TRUE);
    }

    boolean areApart(Purpose purpose) {
        return alone.getIfPresent(purpose) != null;
    }
}
