package io.gatehouse.gateway.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.pipeline.Failure;
import java.io.IOException;
import java.util.function.ToLongFunction;

/** The parts of the statistics that routes, upstreams and instances have in common. */
final class AnswerJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private AnswerJson() {}

    /** How many there were of each class of status, and of each failure; what did not happen is left out. */
    static void answers(JsonGenerator json, ToLongFunction<String> byStatus, ToLongFunction<Failure> byFailure)
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

    static void latency(JsonGenerator json, Histogram.Snapshot nanos) throws IOException {
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
}
