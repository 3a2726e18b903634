package io.gatehouse.gateway.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of this server, in a table of fixed size: eight places for each hash, as in the cache of a processor. A flood of clients must neither exhaust
 * memory nor make the table forget whom it holds back, and what is forgotten decides about that:
 *
 * <p>A newcomer gets a place that is empty, or that of a full bucket, which says nothing. Without either it gets the place of the bucket that is least used
 * of the eight: the one whose owner gains least by its being forgotten. So whoever wants an exhausted bucket to be forgotten must exhaust seven others that
 * share its hash, and then one more; and cannot know which do, for the hash has a secret seed. Meanwhile the buckets of a flood, each used once, push out
 * each other. A policy by recency would do the opposite: a flood of newcomers would push out those who wait as they are told.
 *
 * <p>Finding a bucket and taking from it needs no lock; only newcomers to the same places wait for each other.
 */
final class LocalBuckets implements Buckets {
    static final int PLACES = 8;
    private static final int LOCKS = 64;

    private final LongSupplier nanos;
    private final long seed;
    private final long factor;
    private final int hashes;
    private final AtomicReferenceArray<@Nullable Bucket> table;
    private final Object[] locks = new Object[LOCKS];

    /**
     * A table without any bucket.
     *
     * @param maximum how many buckets it can hold
     * @param nanos a clock that never goes back
     * @param seed unknown to clients
     */
    LocalBuckets(int maximum, LongSupplier nanos, long seed) {
        this.nanos = nanos;
        this.seed = seed;
        this.factor = mixed(seed) | 1;
        this.hashes = Math.max(1, maximum / PLACES);
        this.table = new AtomicReferenceArray<>(hashes * PLACES);
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public CompletionStage<Level> take(Partition partition, String client, int tokens) {
        long now = nanos.getAsLong();
        int first = firstPlace(partition, client);
        long taken = Bucket.RETIRED;
        while (taken == Bucket.RETIRED) {
            Bucket known = find(first, partition, client);
            taken = (known == null ? admit(first, partition, client, now) : known).take(tokens, now);
        }
        return CompletableFuture.completedFuture(level(partition, tokens, taken));
    }

    @Override
    public void giveBack(Partition partition, String client, int tokens) {
        Bucket known = find(firstPlace(partition, client), partition, client);
        if (known != null) {
            known.giveBack(tokens);
        }
    }

    @Override
    public Level look(Partition partition, String client, int tokens) {
        Bucket known = find(firstPlace(partition, client), partition, client);
        return level(
                partition,
                tokens,
                known == null ? Bucket.look(partition.rate(), tokens, 0) : known.look(tokens, nanos.getAsLong()));
    }

    private static Level level(Partition partition, int tokens, long taken) {
        if (taken >= 0) {
            return new Level(taken, 0);
        }
        // Some are there, but not as many as the request costs.
        return new Level(
                Math.max(0, tokens + Math.floorDiv(taken, partition.rate().interval())), -taken);
    }

    /** How many buckets are in use: a full one is not. */
    long size() {
        long now = nanos.getAsLong();
        long size = 0;
        for (int i = 0; i < table.length(); i++) {
            Bucket bucket = table.get(i);
            size += bucket != null && bucket.fullAt() > now ? 1 : 0;
        }
        return size;
    }

    private @Nullable Bucket find(int first, Partition partition, String client) {
        for (int place = first; place < first + PLACES; place++) {
            Bucket bucket = table.get(place);
            if (bucket != null && bucket.belongsTo(partition, client)) {
                return bucket;
            }
        }
        return null;
    }

    private Bucket admit(int first, Partition partition, String client, long now) {
        synchronized (locks[first / PLACES % LOCKS]) {
            Bucket known = find(first, partition, client);
            if (known == null) {
                known = new Bucket(partition, client, now);
                table.set(vacate(first, now), known);
            }
            return known;
        }
    }

    /** A place whose bucket, if there is one, nobody can take from any more. */
    private int vacate(int first, long now) {
        while (true) {
            int place = first;
            Bucket leaving = table.get(first);
            long seen = leaving == null ? 0 : leaving.fullAt();
            double least = leaving == null ? -1 : leaving.used(seen, now);
            for (int other = first + 1; other < first + PLACES && least > 0; other++) {
                Bucket bucket = table.get(other);
                long full = bucket == null ? 0 : bucket.fullAt();
                double used = bucket == null ? -1 : bucket.used(full, now);
                if (used < least) {
                    place = other;
                    leaving = bucket;
                    seen = full;
                    least = used;
                }
            }
            if (leaving == null || leaving.retire(seen)) {
                return place;
            }
        }
    }

    /** Not by the hash of Java's strings: who can choose names could choose some that it makes equal. */
    private int firstPlace(Partition partition, String client) {
        long hash = seed + partition.hashCode();
        for (int i = 0; i < client.length(); i++) {
            hash = (hash ^ client.charAt(i)) * factor;
        }
        long first = (mixed(hash) >>> 32) * hashes;
        return (int) (first >>> 32) * PLACES;
    }

    /** The finalizer of MurmurHash3: every bit of it depends on every bit of what goes in. */
    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
