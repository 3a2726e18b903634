package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Response;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Reads the configuration and puts it to work; with {@code dryRun=true} it only tells the difference. 422 says that nothing has changed, and why. */
public final class ReloadResource implements AdminResource {
    private final Reloads reloads;

    public ReloadResource(Reloads reloads) {
        this.reloads = reloads;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/gateway/config/reload";
    }

    @Override
    public AdminRole role() {
        return AdminRole.OPERATOR;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        String dry = call.parameters(Set.of("dryRun")).getOrDefault("dryRun", "false");
        if (!dry.equals("true") && !dry.equals("false")) {
            throw new BadCall("dryRun is true or false.");
        }
        if (call.body().length() > 0) {
            throw new BadCall("Nothing is to be sent here.");
        }
        return reloads.reload(Audit.plain(call.who().name()), dry.equals("true"))
                .thenApply(attempt ->
                        Answers.json(attempt.outcome().isGood() ? 200 : 422, json -> AttemptJson.write(json, attempt)));
    }
}
