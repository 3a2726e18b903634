package io.gatehouse.users.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106), kept as PHC strings: the cost stands in the hash, so it can be raised and old hashes still be
 * checked, until their owners log in and they are replaced.
 *
 * <p>Each hash takes its memory while it runs, 19 MiB unless configured. A bound on how many run at once keeps a flood of
 * logins from exhausting it. Who waits keeps a thread from requests that need no hash: only a few may, for two seconds,
 * and all others are sent away at once.
 */
@ApplicationScoped
public class Passwords {
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAITING_PER_PLACE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SecureRandom random = new SecureRandom();
    private Argon2Cost cost;
    private Argon2Function argon2;
    private Semaphore places;
    private int longestQueue;
    private Duration patience;
    private String nobodys;

    @SuppressWarnings("NullAway.Init") // the container's proxy is made with it, and delegates
    protected Passwords() {}

    @Inject
    public Passwords(
            @ConfigProperty(name = "gatehouse.argon2.memory") int memoryKib,
            @ConfigProperty(name = "gatehouse.argon2.passes") int passes) {
        this(new Argon2Cost(memoryKib, passes));
    }

    public Passwords(Argon2Cost cost) {
        this(cost, placesHere(cost), PATIENCE);
    }

    /** All places must be free; they decide how many may wait. */
    Passwords(Argon2Cost cost, Semaphore places, Duration patience) {
        this.cost = cost;
        this.argon2 = Argon2Function.getInstance(cost.memoryKib(), cost.passes(), LANES, HASH_BYTES, Argon2.ID);
        this.places = places;
        this.longestQueue = WAITING_PER_PLACE * places.availablePermits();
        this.patience = patience;
        this.nobodys = hashed(UUID.randomUUID().toString());
    }

    private static Semaphore placesHere(Argon2Cost cost) {
        Runtime java = Runtime.getRuntime();
        return new Semaphore(places(java.availableProcessors(), java.maxMemory(), cost), true);
    }

    /** One per processor, as more would only wait for it, and together at most an eighth of the heap. */
    static int places(int processors, long heapBytes, Argon2Cost cost) {
        long fit = heapBytes / 8 / (cost.memoryKib() * 1024L);
        return (int) Math.max(1, Math.min(processors, fit));
    }

    /** The PHC string to keep for a password, different each time; a 503 when too many others wait. */
    public String hash(String password) {
        return hashed(password);
    }

    private String hashed(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inPlace(() -> argon2.hash(bytes(password), salt).getResult());
    }

    /**
     * Whether a password is the one behind a hash; a 503 when too many others wait.
     *
     * @param hash null for a user that does not exist: it takes as long, so that time does not tell
     */
    public boolean matches(String password, @Nullable String hash) {
        String expected = hash == null ? nobodys : hash;
        boolean same = inPlace(() -> {
            Argon2Function made = Argon2Function.getInstanceFromHash(expected);
            boolean right = made.check(bytes(password), expected.getBytes(StandardCharsets.US_ASCII));
            if (!right) {
                cost.makingUpFor(made).forEach(rest -> workOff(rest, password));
            }
            return right;
        });
        return same && hash != null;
    }

    /** A hash that cost less is refused no faster than one of today, and so than nobody's. */
    void workOff(Argon2Function rest, String password) {
        Object unused = rest.hash(bytes(password), new byte[SALT_BYTES]);
    }

    /** Whether a hash cost less than one would today. */
    public boolean isOutdated(String hash) {
        return cost.exceeds(Argon2Function.getInstanceFromHash(hash));
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
