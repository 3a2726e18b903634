package io.gatehouse.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.InstanceStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the gateway says about its health: ready when all upstreams are that are not optional and it is not about to end, from what is known already and
 * without asking anybody. Everybody may read it, so it names services and no addresses.
 */
final class HealthAnswers {
    private final Supplier<? extends Collection<InstanceStatus>> instances;
    private final Predicate<String> optional;
    private final BooleanSupplier draining;
    private final InstantSource time;

    /** A service, summed over its instances. */
    private record Tally(int total, int up, Instant since) {
        Tally and(InstanceStatus one) {
            return new Tally(total + 1, up + (one.ready() ? 1 : 0), one.since().isAfter(since) ? one.since() : since);
        }
    }

    /**
     * Answers from what is known.
     *
     * @param optional which services the gateway is ready without
     * @param draining whether the gateway is about to end
     */
    HealthAnswers(
            Supplier<? extends Collection<InstanceStatus>> instances,
            Predicate<String> optional,
            BooleanSupplier draining,
            InstantSource time) {
        this.instances = instances;
        this.optional = optional;
        this.draining = draining;
        this.time = time;
    }

    /** For those who only want to know whether to send requests here. */
    Response ready() {
        return services((json, service) -> {});
    }

    /** For people: since when, and how many instances. */
    Response tree() {
        return services((json, service) -> {
            json.writeStringField("since", service.since().toString());
            json.writeObjectFieldStart("instances");
            json.writeNumberField("up", service.up());
            json.writeNumberField("total", service.total());
            json.writeEndObject();
        });
    }

    @FunctionalInterface
    private interface Details {
        void write(JsonGenerator json, Tally service) throws IOException;
    }

    private Response services(Details details) {
        Map<String, Tally> services = new TreeMap<>();
        for (InstanceStatus one : instances.get()) {
            services.merge(one.upstream(), new Tally(0, 0, Instant.MIN).and(one), (known, ignored) -> known.and(one));
        }
        boolean ending = draining.getAsBoolean();
        boolean allUp = services.entrySet().stream()
                .allMatch(service -> service.getValue().up() > 0 || optional.test(service.getKey()));
        byte[] json = Json.object(writer -> {
            writer.writeStringField("status", ending ? "DRAINING" : word(allUp));
            writer.writeStringField("timestamp", time.instant().toString());
            writer.writeObjectFieldStart("services");
            for (Map.Entry<String, Tally> service : services.entrySet()) {
                writer.writeObjectFieldStart(service.getKey());
                writer.writeStringField("status", word(service.getValue().up() > 0));
                details.write(writer, service.getValue());
                writer.writeEndObject();
            }
            writer.writeEndObject();
        });
        return json(allUp && !ending ? 200 : 503, json);
    }

    /** Live and started: who can answer is both. */
    Response alive() {
        return json(200, Json.object(writer -> {
            writer.writeStringField("status", word(true));
            writer.writeStringField("timestamp", time.instant().toString());
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
