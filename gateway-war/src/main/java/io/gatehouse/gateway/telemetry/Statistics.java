package io.gatehouse.gateway.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.upstream.InstanceStatus;
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
import java.util.function.ToLongFunction;

/** The gateway's figures since its start as one JSON document, for people and consoles. */
public final class Statistics {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Figures figures;
    private final Supplier<? extends Collection<InstanceStatus>> instances;
    private final InstantSource time;
    private final Instant started;

    /** @param instances what is known of the instances now */
    public Statistics(Figures figures, Supplier<? extends Collection<InstanceStatus>> instances, InstantSource time) {
        this.figures = figures;
        this.instances = instances;
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
            upstreams(json);
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
        answers(json, name -> route.withStatus(StatusClass.ALL.indexOf(name)), route::failed);
        json.writeNumberField("bytesIn", route.bytesIn());
        json.writeNumberField("bytesOut", (long) route.bytesOut());
        percentiles(json, route.nanos());
        json.writeEndObject();
    }

    private void upstreams(JsonGenerator json) throws IOException {
        Map<String, Map<String, InstanceFigures>> asked = figures.upstreams();
        Map<String, Map<String, InstanceStatus>> known = new TreeMap<>();
        for (InstanceStatus status : List.copyOf(instances.get())) {
            known.computeIfAbsent(status.upstream(), key -> new TreeMap<>()).put(status.instance(), status);
        }
        for (String upstream : union(asked, known)) {
            json.writeObjectFieldStart(upstream);
            json.writeObjectFieldStart("instances");
            upstream(json, asked.getOrDefault(upstream, Map.of()), known.getOrDefault(upstream, Map.of()));
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void upstream(
            JsonGenerator json, Map<String, InstanceFigures> asked, Map<String, InstanceStatus> known)
            throws IOException {
        for (String instance : union(asked, known)) {
            json.writeObjectFieldStart(instance);
            InstanceStatus status = known.get(instance);
            if (status != null) {
                json.writeBooleanField("ready", status.ready());
                json.writeStringField("since", status.since().toString());
            }
            InstanceFigures figures = asked.get(instance);
            if (figures != null) {
                instance(json, figures);
            }
            json.writeEndObject();
        }
    }

    private static void instance(JsonGenerator json, InstanceFigures instance) throws IOException {
        answers(json, instance::withStatus, instance::failed);
        percentiles(json, instance.nanos());
    }

    private static void answers(JsonGenerator json, ToLongFunction<String> byStatus, ToLongFunction<Failure> byFailure)
            throws IOException {
        json.writeObjectFieldStart("status");
        for (String name : StatusClass.ALL) {
            numberIfAny(json, name, byStatus.applyAsLong(name));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("failures");
        for (Failure failure : Failure.values()) {
            numberIfAny(json, failure.name(), byFailure.applyAsLong(failure));
        }
        json.writeEndObject();
    }

    private static void percentiles(JsonGenerator json, Histogram.Snapshot nanos) throws IOException {
        json.writeObjectFieldStart("latencyMs");
        json.writeNumberField("p50", nanos.percentile(0.50) / NANOS_PER_MILLI);
        json.writeNumberField("p95", nanos.percentile(0.95) / NANOS_PER_MILLI);
        json.writeNumberField("p99", nanos.percentile(0.99) / NANOS_PER_MILLI);
        json.writeEndObject();
    }

    private static void numberIfAny(JsonGenerator json, String name, long number) throws IOException {
        if (number > 0) {
            json.writeNumberField(name, number);
        }
    }

    private static Set<String> union(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }
}
