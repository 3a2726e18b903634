package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An upstream that says nothing to a call until that has ended. */
final class Silence {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Silence() {}

    /** From now on the upstream of the tests has nothing to say at this path. */
    static Silence at(String path) {
        Silence silence = new Silence();
        Situation.UPSTREAM.on(path, call -> {
            silence.asked.countDown();
            try {
                call.in().read();
            } finally {
                silence.ended.countDown();
            }
        });
        return silence;
    }

    /** Holds that the call has come and goes on, until the gateway has begun to look whether its client is still there. */
    void assertGoesOn() throws InterruptedException {
        assertThat(asked.await(20, TimeUnit.SECONDS)).as("the call comes").isTrue();
        assertThat(ended.await(700, TimeUnit.MILLISECONDS)).isFalse();
    }

    /** Sooner than by a deadline of a route that has the usual ones. */
    void assertEnds() throws InterruptedException {
        assertThat(ended.await(10, TimeUnit.SECONDS)).as("the call ends").isTrue();
    }
}
