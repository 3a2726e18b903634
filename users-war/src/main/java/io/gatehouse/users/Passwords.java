package io.gatehouse.users;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) with the parameters that OWASP recommends: 19 MiB, two passes, one lane; kept as PHC strings, so
 * that other parameters can be chosen later and old hashes still be checked.
 *
 * <p>Each hash takes 19 MiB while it runs. A bound on how many run at once keeps a flood of logins from exhausting the
 * memory. Who waits keeps a thread from requests that need no hash: only a few may, for two seconds, and all others are
 * sent away at once.
 */
@ApplicationScoped
public class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAITING_PER_PLACE = 4;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places;
    private final int longestQueue;
    private final Duration patience;
    private final String nobodys;

    public Passwords() {
        this(placesHere(), Duration.ofSeconds(2));
    }

    /** All places must be free; they decide how many may wait. */
    Passwords(Semaphore places, Duration patience) {
        this.places = places;
        this.longestQueue = WAITING_PER_PLACE * places.availablePermits();
        this.patience = patience;
        this.nobodys = hash(UUID.randomUUID().toString());
    }

    private static Semaphore placesHere() {
        Runtime java = Runtime.getRuntime();
        return new Semaphore(places(java.availableProcessors(), java.maxMemory()), true);
    }

    /** One per processor, as more would only wait for it, and together at most an eighth of the heap. */
    static int places(int processors, long heapBytes) {
        long fit = heapBytes / 8 / (MEMORY_KIB * 1024L);
        return (int) Math.max(1, Math.min(processors, fit));
    }

    /** The PHC string to keep for a password, different each time. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inPlace(() -> argon2.hash(bytes(password), salt).getResult());
    }

    /**
     * Whether a password is the one behind a hash.
     *
     * @param hash null for a user that does not exist: it takes as long, so that time does not tell
     */
    boolean matches(String password, @Nullable String hash) {
        String expected = hash == null ? nobodys : hash;
        boolean same = inPlace(() -> Argon2Function.getInstanceFromHash(expected)
                .check(bytes(password), expected.getBytes(StandardCharsets.US_ASCII)));
        return same && hash != null;
    }

    /** What looks the same is the same, however a keyboard composes it (NIST SP 800-63B, 5.1.1.2). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T inPlace(Supplier<T> work) {
        if (!enter()) {
            throw new ProblemException(Problem.of(503, "TOO_BUSY", "Too many logins at once; try again later."));
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.getQueueLength() < longestQueue
                    && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
