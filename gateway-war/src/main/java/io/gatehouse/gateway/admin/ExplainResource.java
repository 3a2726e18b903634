package io.gatehouse.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Considered;
import io.gatehouse.gateway.routing.Match;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Tells what would become of a request that is described in JSON. */
public final class ExplainResource implements AdminResource {
    private final Function<DescribedRequest, Explanation> explain;

    public ExplainResource(Function<DescribedRequest, Explanation> explain) {
        this.explain = explain;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/gateway/explain";
    }

    @Override
    public AdminRole role() {
        return AdminRole.READER;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        call.parameters(Set.of());
        Explanation explanation =
                explain.apply(DescriptionReader.read(call.body().content()));
        return Answers.now(json -> write(json, explanation));
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        boolean found = explanation.match() instanceof Match.Found;
        json.writeStringField("match", explanation.match().getClass().getSimpleName());
        if (found) {
            json.writeStringField("route", explanation.match().route().id());
            json.writeStringField("upstream", explanation.match().route().upstream());
        }
        if (explanation.instance() != null) {
            json.writeStringField("instance", explanation.instance());
        }
        json.writeArrayFieldStart("routes");
        for (Considered considered : explanation.considered()) {
            RecordJson.write(json, considered);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("filters");
        for (Explanation.Step step : explanation.steps()) {
            write(json, step);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Explanation.Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("filter", step.filter());
        json.writeBooleanField("reached", step.reached());
        json.writeStringField("outcome", step.decision().outcome().name());
        if (step.decision().refusal() != null) {
            json.writeStringField("failure", step.decision().refusal().name());
            json.writeNumberField("status", step.decision().refusal().status());
        }
        json.writeStringField("reason", step.decision().reason());
        json.writeEndObject();
    }
}
