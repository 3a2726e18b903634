package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Admission;
import org.jspecify.annotations.Nullable;

/** A try that passed all gates and holds a place behind each. It gives them back when its answer is known, exactly once. */
final class Passage implements Entry {
    private final Gates gates;
    private final int index;
    private final Instance instance;
    private final @Nullable Admission circuit;
    private final long began;

    Passage(Gates gates, int index, Instance instance, @Nullable Admission circuit, long began) {
        this.gates = gates;
        this.index = index;
        this.instance = instance;
        this.circuit = circuit;
        this.began = began;
    }

    int index() {
        return index;
    }

    Instance instance() {
        return instance;
    }

    @Nullable
    Admission circuit() {
        return circuit;
    }

    /** When it passed, as {@link System#nanoTime}. */
    long began() {
        return began;
    }

    /** @param response the answer, or null when the gateway itself broke */
    void end(@Nullable Response response) {
        gates.leave(this, response);
    }
}
