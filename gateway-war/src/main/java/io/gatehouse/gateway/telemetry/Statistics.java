package io.gatehouse.gateway.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.UpstreamState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The gateway's figures since its start as one JSON document, for people and consoles. */
public final class Statistics {
    private final Figures figures;
    private final Supplier<Upstreams> upstreams;
    private final Json.Members cache;
    private final InstantSource time;
    private final Instant started;

    /**
     * How the upstreams stand now.
     *
     * @param pools by the name of the upstream
     */
    public record Upstreams(
            List<UpstreamState> states, Collection<InstanceStatus> statuses, Map<String, ConnectionPool> pools) {}

    /**
     * Statistics that begin now.
     *
     * @param cache what is to be said of stored answers
     */
    public Statistics(Figures figures, Supplier<Upstreams> upstreams, Json.Members cache, InstantSource time) {
        this.figures = figures;
        this.upstreams = upstreams;
        this.cache = cache;
        this.time = time;
        this.started = time.instant();
    }

    /** One JSON object in UTF-8. */
    public byte[] json() {
        Map<String, RouteFigures> routes = figures.routes();
        Instant now = time.instant();
        return Json.object(json -> {
            json.writeStringField("timestamp", now.toString());
            json.writeStringField("started", started.toString());
            json.writeNumberField(
                    "uptimeSeconds", Duration.between(started, now).toSeconds());
            totals(json, routes.values());
            json.writeObjectFieldStart("routes");
            for (Map.Entry<String, RouteFigures> route : routes.entrySet()) {
                route(json, route.getKey(), route.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("upstreams");
            upstreams(json, upstreams.get());
            json.writeEndObject();
            json.writeObjectFieldStart("rateLimits");
            figures.rateLimits().write(json);
            json.writeEndObject();
            json.writeObjectFieldStart("cache");
            cache.write(json);
            json.writeEndObject();
        });
    }

    private void totals(JsonGenerator json, Collection<RouteFigures> routes) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField(
                "requests", routes.stream().mapToLong(RouteFigures::answered).sum());
        json.writeNumberField("inFlight", figures.inFlight());
        json.writeNumberField(
                "bytesIn", routes.stream().mapToLong(RouteFigures::bytesIn).sum());
        json.writeNumberField("bytesOut", (long)
                routes.stream().mapToDouble(RouteFigures::bytesOut).sum());
        json.writeNumberField("accessLogDropped", figures.accessLogDropped().sum());
        json.writeEndObject();
    }

    private static void route(JsonGenerator json, String id, RouteFigures route) throws IOException {
        json.writeObjectFieldStart(id);
        json.writeNumberField("requests", route.answered());
        json.writeNumberField("inFlight", route.inFlight());
        AnswerJson.answers(json, name -> route.withStatus(StatusClass.ALL.indexOf(name)), route::failed);
        json.writeNumberField("bytesIn", route.bytesIn());
        json.writeNumberField("bytesOut", (long) route.bytesOut());
        AnswerJson.latency(json, route.nanos());
        json.writeEndObject();
    }

    private void upstreams(JsonGenerator json, Upstreams now) throws IOException {
        Map<String, Map<String, InstanceFigures>> asked = figures.upstreams();
        Map<String, UpstreamState> states = new TreeMap<>();
        now.states().forEach(state -> states.put(state.name(), state));
        Set<String> names = new TreeSet<>(asked.keySet());
        names.addAll(states.keySet());
        for (String name : names) {
            json.writeObjectFieldStart(name);
            new UpstreamStatistics(
                            name,
                            states.get(name),
                            now.pools().get(name),
                            now.statuses(),
                            asked.getOrDefault(name, Map.of()))
                    .write(json);
            json.writeEndObject();
        }
    }
}
