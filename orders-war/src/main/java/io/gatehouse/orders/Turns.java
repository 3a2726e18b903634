package io.gatehouse.orders;

import io.gatehouse.kernel.work.Batches;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Work that comes in batches for each of several users, who take turns: whoever has much, or with whom it fails, keeps
 * nobody else waiting, and it never takes long, however many there are. For one thread at a time.
 */
final class Turns {
    /** Who had a turn last, or the first of all ids. */
    private UUID last = new UUID(0, 0);

    /**
     * Does batch after batch of some users: as many of all together as {@link Batches} does of one thing. The next time
     * goes on behind the one with whom this one has ended.
     *
     * @param behind some of the users for whom there is something to do, beginning behind one of them, and each once; with as
     *     many as there are batches everybody has a turn
     * @param batch of one user; says whether there may be more
     * @throws IllegalStateException in the end when some batches have failed: how many, with whom the first did, and why. They
     *     are tried again when their users are named again
     */
    void doSome(Function<UUID, List<UUID>> behind, Predicate<UUID> batch) {
        Queue<UUID> waiting = new ArrayDeque<>(behind.apply(last));
        if (waiting.isEmpty()) {
            return;
        }
        List<RuntimeException> failures = new ArrayList<>();
        Batches.doSome(() -> doNext(waiting, batch, failures));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("batches that have failed: " + failures.size(), failures.get(0));
        }
    }

    private boolean doNext(Queue<UUID> waiting, Predicate<UUID> batch, List<RuntimeException> failures) {
        UUID user = waiting.remove();
        last = user;
        try {
            if (batch.test(user)) {
                waiting.add(user);
            }
        } catch (RuntimeException failed) {
            failures.add(new IllegalStateException("not possible with " + user, failed));
        }
        return !waiting.isEmpty();
    }
}
