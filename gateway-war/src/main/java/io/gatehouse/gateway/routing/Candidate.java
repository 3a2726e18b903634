package io.gatehouse.gateway.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route in its table, with a ready answer: a look-up makes none.
 *
 * @param rank its place in the order of precedence, from 0
 * @param details what it asks beyond path and method
 */
record Candidate(Match.Found found, int rank, List<Predicate> details) {
    Route route() {
        return found.route();
    }

    /** Whether all but the path holds. */
    boolean takes(RequestHead head) {
        return route().methods().test(head) && meets(head);
    }

    /** Whether all but path and method holds. */
    boolean meets(RequestHead head) {
        return firstFailed(head) == null;
    }

    /** 0 when all holds, 1 when the path does, 2 when it does not. */
    int distance(RequestHead head) {
        if (!route().path().test(head)) {
            return 2;
        }
        return takes(head) ? 0 : 1;
    }

    @Nullable
    Predicate firstFailed(RequestHead head) {
        for (int i = 0; i < details.size(); i++) {
            if (!details.get(i).test(head)) {
                return details.get(i);
            }
        }
        return null;
    }

    Considered consider(RequestHead head, @Nullable Route winner) {
        Predicate failed = route().path().test(head) ? null : route().path();
        failed = failed == null && !route().methods().test(head) ? route().methods() : failed;
        failed = failed == null ? firstFailed(head) : failed;
        if (failed != null) {
            return new Considered(route().id(), Considered.Outcome.FAILED, failed.words());
        }
        return winner == null
                ? new Considered(route().id(), Considered.Outcome.TAKEN, "all that it asks for holds")
                : new Considered(route().id(), Considered.Outcome.OUTRANKED, winner.id() + " comes first");
    }
}
