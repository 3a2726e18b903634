package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Sends a request to the instance of an attempt, once. What fails comes back as a refusal. */
@FunctionalInterface
public interface Sender {
    CompletionStage<Response> send(Request request, Attempt attempt);
}
