package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.HealthProbe;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What the gateway says about its health: ready when all upstreams are, from the last probes and without asking anybody. */
final class HealthAnswers {
    private final List<HealthProbe> probes;

    HealthAnswers(List<HealthProbe> probes) {
        this.probes =
                probes.stream().sorted(Comparator.comparing(HealthProbe::name)).toList();
    }

    Response ready() {
        boolean allReady = probes.stream().allMatch(HealthProbe::isReady);
        byte[] json = Json.object(writer -> {
            writer.writeStringField("status", word(allReady));
            writer.writeStringField("timestamp", Instant.now().toString());
            writer.writeObjectFieldStart("services");
            for (HealthProbe probe : probes) {
                writer.writeObjectFieldStart(probe.name());
                writer.writeStringField("status", word(probe.isReady()));
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
