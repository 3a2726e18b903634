package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Response;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The figures since the start. */
public final class StatisticsResource implements AdminResource {
    private final Supplier<byte[]> json;

    public StatisticsResource(Supplier<byte[]> json) {
        this.json = json;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/gateway/stats";
    }

    @Override
    public AdminRole role() {
        return AdminRole.READER;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        call.parameters(Set.of());
        return CompletableFuture.completedFuture(Answers.json(200, json.get()));
    }
}
