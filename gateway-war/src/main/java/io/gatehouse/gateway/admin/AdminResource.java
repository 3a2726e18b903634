package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** One of the gateway's own addresses below {@code /gateway/}. What it answers is never stored by anybody. */
public interface AdminResource {
    /** GET, which HEAD goes along with, or POST. */
    String method();

    /** The whole path, {@code /gateway/routes} for instance. */
    String path();

    AdminRole role();

    /**
     * Answers. Runs on HTTP threads and does not block.
     *
     * @throws BadCall when what was asked for makes no sense; the message is for the client
     */
    CompletionStage<Response> answer(AdminCall call) throws BadCall;
}
