package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to the upstream, and those that wait for what it brings. It ends once, for all of them at the same time: with an answer to
 * share, or with none, and then each goes on its own.
 */
final class Flight implements Deadlines.Expiring {
    private final Executor onward;
    private final Runnable whenOver;
    private final Runnable whenFollowed;
    private final List<Follower> followers = new ArrayList<>();
    private boolean over;
    private Selecting heading = Selecting.NOTHING;

    private record Follower(Headers headers, CompletableFuture<@Nullable StoredResponse> turn) {}

    /**
     * A flight that nobody follows yet.
     *
     * @param onward where those go on who have waited in vain
     * @param whenFollowed told when the first request begins to wait
     * @param whenOver told when nobody is to join any more, perhaps several times
     */
    Flight(Executor onward, Runnable whenFollowed, Runnable whenOver) {
        this.onward = onward;
        this.whenFollowed = whenFollowed;
        this.whenOver = whenOver;
    }

    /** The answer to share, or null for none, when it is known; null at once when waiting would be in vain. */
    @Nullable
    CompletionStage<@Nullable StoredResponse> join(Headers headers) {
        CompletableFuture<@Nullable StoredResponse> turn = new CompletableFuture<>();
        boolean first;
        synchronized (followers) {
            if (over || !heading.matches(headers)) {
                return null;
            }
            first = followers.isEmpty();
            followers.add(new Follower(headers, turn));
        }
        if (first) {
            whenFollowed.run();
        }
        return turn;
    }

    /** The head of the answer is here: those whom it would not fit need not wait for its body. */
    void heading(Selecting selecting) {
        List<Follower> others = new ArrayList<>();
        synchronized (followers) {
            heading = selecting;
            for (Iterator<Follower> each = followers.iterator(); each.hasNext(); ) {
                Follower follower = each.next();
                if (!selecting.matches(follower.headers)) {
                    each.remove();
                    others.add(follower);
                }
            }
        }
        others.forEach(follower -> follower.turn.complete(null));
    }

    /** Ends it; what comes after the first time counts for nothing. */
    void end(@Nullable StoredResponse answer) {
        close().forEach(follower -> follower.turn.complete(answer));
    }

    /** Who waits still, once. */
    private List<Follower> close() {
        // First, so that whoever finds it over does not find it again; and each time, in case somebody joined in
        // between.
        whenOver.run();
        synchronized (followers) {
            if (over) {
                return List.of();
            }
            over = true;
            return List.copyOf(followers);
        }
    }

    boolean isOver() {
        synchronized (followers) {
            return over;
        }
    }

    /** Ends it unless somebody waits: whether it may be given up. */
    boolean giveUp() {
        synchronized (followers) {
            if (!over && !followers.isEmpty()) {
                return false;
            }
        }
        end(null);
        return true;
    }

    /** All who waited go on, and there may be thousands: not on the clock's thread, which has every other deadline to look after. */
    @Override
    public void expired() {
        List<Follower> waiting = close();
        if (!waiting.isEmpty()) {
            onward.execute(() -> waiting.forEach(follower -> follower.turn.complete(null)));
        }
    }
}
