package io.gatehouse.gateway.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.UpstreamState;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of the statistics that is about one upstream: how it stands now if it is still there, and what became of requests, in sum and by instance. */
final class UpstreamStatistics {
    private final @Nullable UpstreamState state;
    private final @Nullable ConnectionPool pool;
    private final Map<String, OfInstance> instances = new TreeMap<>();

    /** What is known of one instance; null what is not. */
    private static final class OfInstance {
        private UpstreamState.@Nullable OfInstance state;
        private @Nullable InstanceStatus status;
        private @Nullable InstanceFigures asked;
    }

    /**
     * What is known of an upstream.
     *
     * @param state null when the configuration at work does not name it any more
     * @param pool its connections; null when there are none
     * @param statuses what probes say, of this upstream and others
     * @param asked the figures of all instances that were ever asked, by address
     */
    UpstreamStatistics(
            String name,
            @Nullable UpstreamState state,
            @Nullable ConnectionPool pool,
            Collection<InstanceStatus> statuses,
            Map<String, InstanceFigures> asked) {
        this.state = state;
        this.pool = pool;
        if (state != null) {
            state.instances().forEach(one -> instance(one.address()).state = one);
        }
        for (InstanceStatus status : statuses) {
            if (status.upstream().equals(name)) {
                instance(status.instance()).status = status;
            }
        }
        asked.forEach((address, figures) -> instance(address).asked = figures);
    }

    private OfInstance instance(String address) {
        return instances.computeIfAbsent(address, first -> new OfInstance());
    }

    void write(JsonGenerator json) throws IOException {
        if (state != null) {
            write(json, state);
        }
        if (pool != null) {
            write(json, pool);
        }
        AnswerJson.answers(json, this::withStatus, this::failed);
        AnswerJson.latency(json, nanos());
        json.writeObjectFieldStart("instances");
        for (Map.Entry<String, OfInstance> instance : instances.entrySet()) {
            json.writeObjectFieldStart(instance.getKey());
            write(json, instance.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, UpstreamState state) throws IOException {
        json.writeBooleanField("ready", state.ready());
        if (state.circuit() != null) {
            json.writeStringField("circuit", state.circuit().name());
        }
        if (state.bulkheadTaken() != null && state.bulkheadPlaces() != null) {
            json.writeObjectFieldStart("bulkhead");
            json.writeNumberField("taken", state.bulkheadTaken());
            json.writeNumberField("places", state.bulkheadPlaces());
            json.writeEndObject();
        }
        if (state.limit() != null) {
            json.writeNumberField("limit", state.limit());
        }
        tries(
                json,
                state.instances().stream()
                        .mapToLong(UpstreamState.OfInstance::inFlight)
                        .sum(),
                state.instances().stream()
                        .mapToLong(UpstreamState.OfInstance::requests)
                        .sum(),
                state.instances().stream()
                        .mapToLong(UpstreamState.OfInstance::failures)
                        .sum());
        json.writeNumberField("retries", state.retries());
        json.writeObjectFieldStart("refusals");
        for (Map.Entry<Failure, Long> refusal : new TreeMap<>(state.refusals()).entrySet()) {
            json.writeNumberField(refusal.getKey().name(), refusal.getValue());
        }
        json.writeEndObject();
    }

    private static void tries(JsonGenerator json, long inFlight, long made, long failed) throws IOException {
        json.writeNumberField("inFlight", inFlight);
        json.writeNumberField("tries", made);
        json.writeNumberField("failedTries", failed);
    }

    private static void write(JsonGenerator json, ConnectionPool pool) throws IOException {
        ConnectionPool.Statistics total = pool.total();
        json.writeObjectFieldStart("pool");
        json.writeNumberField("leased", total.leased());
        json.writeNumberField("available", total.available());
        json.writeNumberField("pending", total.pending());
        json.writeNumberField("opened", total.opened());
        json.writeNumberField("resent", pool.resent());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, OfInstance instance) throws IOException {
        if (instance.status != null) {
            json.writeBooleanField("ready", instance.status.ready());
            json.writeStringField("since", instance.status.since().toString());
        }
        if (instance.state != null) {
            json.writeBooleanField("healthy", instance.state.healthy());
            json.writeBooleanField("ejected", instance.state.ejected());
            tries(json, instance.state.inFlight(), instance.state.requests(), instance.state.failures());
        }
        if (instance.asked != null) {
            AnswerJson.answers(json, instance.asked::withStatus, instance.asked::failed);
            AnswerJson.latency(json, instance.asked.nanos());
        }
    }

    private long withStatus(String statusClass) {
        long sum = 0;
        for (OfInstance instance : instances.values()) {
            sum += instance.asked == null ? 0 : instance.asked.withStatus(statusClass);
        }
        return sum;
    }

    private long failed(Failure failure) {
        long sum = 0;
        for (OfInstance instance : instances.values()) {
            sum += instance.asked == null ? 0 : instance.asked.failed(failure);
        }
        return sum;
    }

    private Histogram.Snapshot nanos() {
        Histogram.Snapshot sum = Histogram.nothing();
        for (OfInstance instance : instances.values()) {
            sum = instance.asked == null ? sum : sum.plus(instance.asked.nanos());
        }
        return sum;
    }
}
