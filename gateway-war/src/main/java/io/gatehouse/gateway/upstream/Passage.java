package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Admission;
import io.gatehouse.gateway.resilience.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A try that passed all gates and holds a place behind each. It gives them back when the head of its answer is known, exactly once. How it went
 * is told then, too, unless the answer is good so far and its body flows: then when that has ended, for it may yet be broken off.
 */
final class Passage implements Entry, Attempt.Ending {
    private final Gates gates;
    private final int index;
    private final Instance instance;
    private final @Nullable Admission circuit;
    private final long began;
    private boolean waiting;
    private boolean ended;
    private @Nullable Failure brokenBy;

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

    /** The head is good: the rest is told when the body has ended, which it may have already. */
    void awaitBody() {
        synchronized (this) {
            waiting = true;
            if (!ended) {
                return;
            }
        }
        tell();
    }

    /** Whether the head was good. */
    synchronized boolean isAwaited() {
        return waiting;
    }

    @Override
    public void ended(@Nullable Failure failure) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            brokenBy = failure;
            if (!waiting) {
                return;
            }
        }
        tell();
    }

    // What was seen of the answer was good, and whatever else broke it off is not the upstream's fault.
    private void tell() {
        Failure failure = brokenBy;
        boolean broken = failure != null && Outcome.isOfUpstream(failure);
        gates.judge(this, broken ? Outcome.FAILURE : Outcome.SUCCESS);
    }
}
