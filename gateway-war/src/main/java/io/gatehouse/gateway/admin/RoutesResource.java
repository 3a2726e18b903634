package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The routes at work, in the order of the file, and the upstreams that they lead to. */
public final class RoutesResource implements AdminResource {
    private final GatewayConfig config;

    public RoutesResource(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/gateway/routes";
    }

    @Override
    public AdminRole role() {
        return AdminRole.READER;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        call.parameters(Set.of());
        return Answers.now(json -> {
            json.writeArrayFieldStart("routes");
            for (Route route : config.routes()) {
                RecordJson.write(json, route);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("upstreams");
            for (Map.Entry<String, GatewayConfig.Upstream> upstream : new TreeMap<>(config.upstreams()).entrySet()) {
                json.writeFieldName(upstream.getKey());
                RecordJson.write(json, upstream.getValue());
            }
            json.writeEndObject();
        });
    }
}
