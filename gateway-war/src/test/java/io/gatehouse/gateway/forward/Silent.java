package io.gatehouse.gateway.forward;

import java.util.concurrent.Flow;

/** A source that gives nothing, however often it is asked. */
record Silent(Runnable onCancel) implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
        onCancel.run();
    }
}
