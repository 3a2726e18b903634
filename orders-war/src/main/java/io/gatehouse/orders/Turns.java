package io.gatehouse.orders;

import io.gatehouse.kernel.work.Batches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Work that comes in batches for each of several users, who take turns: whoever has much, or with whom it fails, keeps
 * nobody else waiting, and it never takes long, however many there are. For one thread at a time.
 */
final class Turns {
    /** Whose turn it is, those first who have waited longest. */
    private final Set<UUID> waiting = new LinkedHashSet<>();

    /**
     * Does batch after batch of these users, and of those who are waiting still: as many of all together as {@link Batches}
     * does of one thing. The next time goes on where this one has ended.
     *
     * @param batch of one user; says whether there may be more
     * @throws IllegalStateException in the end when some batches have failed: how many, with whom the first did, and why. They
     *     are tried again when their users are named again
     */
    void doSome(Collection<UUID> users, Predicate<UUID> batch) {
        waiting.addAll(users);
        List<RuntimeException> failures = new ArrayList<>();
        Batches.doSome(() -> doNext(batch, failures));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("batches that have failed: " + failures.size(), failures.get(0));
        }
    }

    private boolean doNext(Predicate<UUID> batch, List<RuntimeException> failures) {
        Iterator<UUID> turns = waiting.iterator();
        if (turns.hasNext()) {
            UUID user = turns.next();
            turns.remove();
            try {
                if (batch.test(user)) {
                    waiting.add(user);
                }
            } catch (RuntimeException failed) {
                failures.add(new IllegalStateException("not possible with " + user, failed));
            }
        }
        return !waiting.isEmpty();
    }
}
