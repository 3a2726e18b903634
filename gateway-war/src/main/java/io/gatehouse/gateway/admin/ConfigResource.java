package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Response;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which configuration is at work, since when, and what came of the last attempt to change it. */
public final class ConfigResource implements AdminResource {
    private final Reloads reloads;

    public ConfigResource(Reloads reloads) {
        this.reloads = reloads;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/gateway/config";
    }

    @Override
    public AdminRole role() {
        return AdminRole.READER;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        call.parameters(Set.of());
        Reloads.Status status = reloads.status();
        return Answers.now(json -> {
            json.writeStringField("source", status.source().name());
            json.writeBooleanField("watched", status.source().file() != null);
            json.writeStringField("digest", status.applied().digest());
            json.writeStringField("since", status.applied().at().toString());
            json.writeNumberField("routes", status.config().routes().size());
            json.writeNumberField("upstreams", status.config().upstreams().size());
            json.writeObjectFieldStart("lastAttempt");
            AttemptJson.write(json, status.last());
            json.writeEndObject();
        });
    }
}
