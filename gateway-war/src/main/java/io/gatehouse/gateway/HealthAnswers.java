package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.Upstream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What the gateway says about its health: ready when all upstreams are, from the last probes and without asking anybody. */
final class HealthAnswers {
    private final List<Upstream> upstreams;

    HealthAnswers(List<Upstream> upstreams) {
        this.upstreams =
                upstreams.stream().sorted(Comparator.comparing(Upstream::name)).toList();
    }

    Response ready() {
        boolean allReady = upstreams.stream().allMatch(Upstream::isReady);
        byte[] json = Json.object(writer -> {
            writer.writeStringField("status", word(allReady));
            writer.writeStringField("timestamp", Instant.now().toString());
            writer.writeObjectFieldStart("services");
            for (Upstream upstream : upstreams) {
                writer.writeObjectFieldStart(upstream.name());
                writer.writeStringField("status", word(upstream.isReady()));
                writer.writeEndObject();
            }
            writer.writeEndObject();
        });
        return json(allReady ? 200 : 503, json);
    }

    /** Live and started: who can answer is both. */
    Response alive() {
        return json(200, Json.object(writer -> {
            writer.writeStringField("status", word(true));
            writer.writeStringField("timestamp", Instant.now().toString());
        }));
    }

    private static Response json(int status, byte[] json) {
        return new Response(
                status,
                Headers.of(
                        "Content-Type", "application/json",
                        "Content-Length", Integer.toString(json.length),
                        "Cache-Control", "no-store"),
                new Body.Bytes(json));
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
