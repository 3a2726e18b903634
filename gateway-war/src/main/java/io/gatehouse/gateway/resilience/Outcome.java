package io.gatehouse.gateway.resilience;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Response;
import java.util.EnumSet;
import java.util.Set;

/** What one answer says about the upstream. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Nothing: the client left or sent too much, or the gateway itself refused. */
    NEITHER;

    private static final Set<Failure> OF_UPSTREAMS = EnumSet.of(
            Failure.UPSTREAM_BROKEN,
            Failure.UPSTREAM_TLS,
            Failure.UPSTREAM_UNREACHABLE,
            Failure.UPSTREAM_CONNECT_TIMEOUT,
            Failure.UPSTREAM_TIMEOUT);

    /**
     * Reads an answer.
     *
     * @param failureStatuses the statuses with which an upstream says that it fails
     */
    public static Outcome of(Response response, Set<Integer> failureStatuses) {
        Refusal refusal = response.refusal();
        if (refusal != null) {
            return isOfUpstream(refusal.failure()) ? FAILURE : NEITHER;
        }
        // Below 400 nothing fails: the common case looks nothing up.
        return response.status() >= 400 && failureStatuses.contains(response.status()) ? FAILURE : SUCCESS;
    }

    /** Whether an upstream is to blame for a failure. */
    public static boolean isOfUpstream(Failure failure) {
        return OF_UPSTREAMS.contains(failure);
    }
}
