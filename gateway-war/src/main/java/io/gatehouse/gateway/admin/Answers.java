package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** JSON answers that nobody may store. */
public final class Answers {
    private Answers() {}

    public static CompletionStage<Response> now(Json.Members members) {
        return CompletableFuture.completedFuture(json(200, members));
    }

    public static Response json(int status, Json.Members members) {
        return json(status, Json.object(members));
    }

    /** @param json in UTF-8 */
    static Response json(int status, byte[] json) {
        return new Response(
                status,
                Headers.of(
                        "Content-Type", "application/json",
                        "Content-Length", Integer.toString(json.length),
                        "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff"),
                new Body.Bytes(json));
    }
}
