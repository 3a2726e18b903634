package io.gatehouse.gateway.pipeline;

import java.util.concurrent.CompletionStage;

/**
 * One step of the pipeline: answers, or passes the request on and may change what comes back. Runs on HTTP and I/O threads and
 * therefore never blocks. What goes wrong in a foreseen way is a {@link Failure} in the response, not an exception.
 */
@FunctionalInterface
public interface Filter {
    CompletionStage<Response> apply(Request request, Chain next);

    /** What {@link #apply} would do with such a request now. Changes nothing, counts nothing and asks nobody. */
    default Decision explain(Request request) {
        return Decision.passes("");
    }
}
