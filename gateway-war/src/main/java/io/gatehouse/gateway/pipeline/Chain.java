package io.gatehouse.gateway.pipeline;

import java.util.concurrent.CompletionStage;

/** The rest of the pipeline, seen from one filter. */
@FunctionalInterface
public interface Chain {
    CompletionStage<Response> proceed(Request request);
}
