package io.gatehouse.gateway.cache.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store, bounded by bytes.
 *
 * <p>An answer that was asked for before its address was invalidated may be older than the change that invalidated it, and must not come
 * into the store afterwards. Whoever asks therefore notes the {@link #version} of the address first and stores with it; invalidating makes another
 * version. Addresses share some thousand version numbers: where two share one, an answer is now and then not stored.
 */
public final class ResponseCache {
    private static final int SLOTS = 4096;

    private final Cache<String, Resource> store;
    private final ConcurrentMap<String, Resource> resources;
    private final AtomicIntegerArray versions = new AtomicIntegerArray(SLOTS);
    private final AtomicInteger era = new AtomicInteger();
    private final AtomicLong copying = new AtomicLong();
    private final long mostCopying;

    /**
     * An empty store.
     *
     * @param size in bytes; copies of bodies that are still on their way may take as much again
     * @param evicted told the route of each answer that had to make place for others
     */
    public ResponseCache(long size, Consumer<String> evicted) {
        store = Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((String key, Resource resource) -> resource.weight(key))
                // On the caller's thread: a thread of the common pool would outlive this application.
                .executor(Runnable::run)
                .evictionListener((key, resource, cause) -> {
                    if (resource != null) {
                        resource.variants()
                                .forEach(stored -> evicted.accept(stored.realm().route()));
                    }
                })
                .build();
        resources = store.asMap();
        mostCopying = size;
    }

    public @Nullable Resource find(String key) {
        return store.getIfPresent(key);
    }

    /** To be noted before the upstream is asked. */
    public long version(String key) {
        return ((long) era.get() << 32) | (versions.get(slot(key)) & 0xFFFF_FFFFL);
    }

    private static int slot(String key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    /** Stores an answer, unless its address was invalidated since that version. */
    public void put(String key, StoredResponse stored, long version) {
        resources.compute(
                key,
                (same, known) ->
                        version(key) == version ? (known == null ? Resource.EMPTY : known).with(stored) : known);
    }

    /** Takes one answer out, if it is still there. */
    public void remove(String key, StoredResponse stored) {
        resources.computeIfPresent(key, (same, known) -> known.without(stored::equals));
    }

    /** Takes out whatever is stored under this address, and what is being fetched for it now does not come in. */
    public int invalidate(String key) {
        versions.incrementAndGet(slot(key));
        Resource known = resources.remove(key);
        return known == null ? 0 : known.variants().size();
    }

    /** Takes out all of these answers, and nothing that is being fetched now comes in. */
    int purge(BiPredicate<String, StoredResponse> which) {
        era.incrementAndGet();
        int[] purged = {0};
        for (String key : resources.keySet()) {
            resources.computeIfPresent(key, (same, known) -> {
                Resource left = known.without(stored -> which.test(key, stored));
                purged[0] += known.variants().size()
                        - (left == null ? 0 : left.variants().size());
                return left;
            });
        }
        return purged[0];
    }

    /** Whether so many more bytes may be copied now. */
    public boolean reserve(long bytes) {
        if (copying.addAndGet(bytes) <= mostCopying) {
            return true;
        }
        copying.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        copying.addAndGet(-bytes);
    }

    /** What copies of bodies on their way take now. */
    public long reserved() {
        return copying.get();
    }

    /** In bytes, roughly. */
    public long bytes() {
        return store.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    public long entries() {
        return store.estimatedSize();
    }
}
