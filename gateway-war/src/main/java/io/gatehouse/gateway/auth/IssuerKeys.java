package io.gatehouse.gateway.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer, fetched when they are needed: the first time, when a token names a key that is not among them, and in the background
 * when they are old. However many tokens name unknown keys, there is one fetch in flight and one per ten seconds: a flood
 * of invented key ids may not become a flood on the issuer. While fetches fail, the last good keys stay.
 */
final class IssuerKeys {
    private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    /** Without any keys nothing works, so the issuer is asked again sooner: it may just be starting. */
    private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(1);

    private static final Duration OLD = Duration.ofMinutes(5);

    private final String issuer;
    private final Supplier<CompletionStage<String>> source;
    private final InstantSource clock;
    private volatile @Nullable KeySet keys;
    private volatile Instant lastFetch = Instant.MIN;
    private @Nullable CompletableFuture<@Nullable KeySet> inFlight;

    /** @param source fetches the key set's JSON without blocking; in the end it succeeds or fails */
    IssuerKeys(String issuer, Supplier<CompletionStage<String>> source, InstantSource clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /** The keys, fetched anew if {@code kid} is not among them and it is time; null when there are none at all. */
    CompletionStage<@Nullable KeySet> knowing(String kid) {
        KeySet known = keys;
        if (known != null && known.find(kid) != null) {
            if (lastFetch.plus(OLD).isBefore(clock.instant())) {
                var unused = fetch();
            }
            return CompletableFuture.completedFuture(known);
        }
        return fetch();
    }

    /** The keys as they are, without asking anybody; null when there are none. */
    @Nullable
    KeySet known() {
        return keys;
    }

    private CompletionStage<@Nullable KeySet> fetch() {
        CompletableFuture<@Nullable KeySet> fetch;
        synchronized (this) {
            if (inFlight != null) {
                return inFlight;
            }
            // Looked at only here: a fetch may have ended since the caller missed a key.
            KeySet known = keys;
            Duration pause = known == null ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES;
            if (clock.instant().minus(pause).isBefore(lastFetch)) {
                return CompletableFuture.completedFuture(known);
            }
            lastFetch = clock.instant();
            fetch = new CompletableFuture<>();
            inFlight = fetch;
        }
        // Outside the lock: the source may answer at once. Whatever goes wrong until here, the fetch ends.
        var unused = ask().thenApply(jwks -> KeySet.parse(issuer, jwks)).handle((fetched, thrown) -> {
            synchronized (this) {
                inFlight = null;
                if (fetched != null) {
                    keys = fetched;
                }
            }
            fetch.complete(keys);
            if (fetched == null) {
                LOG.log(Level.WARNING, "the keys of {0} cannot be had: {1}", issuer, thrown);
            }
            return fetched;
        });
        return fetch;
    }

    // A source that throws at once has failed too, and must not stay in flight.
    @SuppressWarnings("IllegalCatch")
    private CompletionStage<String> ask() {
        try {
            return source.get();
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}
