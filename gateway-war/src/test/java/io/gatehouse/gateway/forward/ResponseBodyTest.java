package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {
    private final AtomicInteger cancelled = new AtomicInteger();
    private final ResponseBody body = new ResponseBody(cancelled::incrementAndGet);

    @Test
    void nothingIsDeliveredThatWasNotAskedFor() {
        Collector collector = new Collector(false);
        body.subscribe(collector);
        offer("a");
        offer("b");

        assertThat(collector.received.size()).isZero();
        Objects.requireNonNull(collector.subscription).request(1);
        assertThat(collector.received).hasToString("a");
    }

    @Test
    void theEndComesAfterTheLastBufferAndNeedsNoAsking() {
        Collector collector = new Collector(false);
        offer("a");
        body.end();
        body.subscribe(collector);

        assertThat(collector.complete).isFalse();
        Objects.requireNonNull(collector.subscription).request(1);
        assertThat(collector.received).hasToString("a");
        assertThat(collector.complete).isTrue();
    }

    @Test
    void aFailureEndsIt() {
        Collector collector = new Collector(true);
        body.subscribe(collector);
        body.fail(new IOException("broken"));
        offer("late");

        assertThat(collector.failure).hasMessage("broken");
        assertThat(collector.received.size()).isZero();
    }

    @Test
    void cancellingTellsTheSenderOnceAndDeliversNoMore() {
        Collector collector = new Collector(true);
        body.subscribe(collector);
        body.cancel();
        body.cancel();
        offer("late");

        assertThat(cancelled).hasValue(1);
        assertThat(collector.received.size()).isZero();
    }

    @Test
    void aBodyThatNobodyReadsTellsTheSender() {
        new Body.Stream(body, -1).discard();
        offer("late");

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void itWaitsForTheClientWhileNothingIsAskedFor() {
        Collector collector = new Collector(false);
        assertThat(body.waitsForClient()).isFalse();
        body.subscribe(collector);
        assertThat(body.waitsForClient()).isTrue();

        Objects.requireNonNull(collector.subscription).request(1);
        assertThat(body.waitsForClient()).as("for the upstream").isFalse();
        offer("a");
        assertThat(body.waitsForClient()).isTrue();
    }

    @Test
    void aBufferIsFilledAgainOnceTheNextIsAskedForAndNotBefore() {
        Collector collector = new Collector(false);
        body.subscribe(collector);
        Flow.Subscription source = Objects.requireNonNull(collector.subscription);
        source.request(1);
        offer("aa");
        ByteBuffer first = Objects.requireNonNull(collector.last);
        offer("bb");
        assertThat(text(first)).hasToString("aa");

        source.request(1);
        ByteBuffer second = Objects.requireNonNull(collector.last);
        offer("cc");
        assertThat(text(second)).hasToString("bb");

        source.request(1);
        assertThat(collector.last).isSameAs(first);
        assertThat(collector.received).hasToString("aabbcc");
    }

    @Test
    void theWindowOpensByWhatWasTakenHoweverLateItIsKnown() {
        AtomicInteger opened = new AtomicInteger();
        Collector collector = new Collector(true);
        body.subscribe(collector);
        body.offer(ByteBuffer.allocate(65_536));

        body.window(opened::addAndGet);

        assertThat(opened).hasValue(65_536);
    }

    @RepeatedTest(20)
    void everyByteArrivesOnceAndInOrderWhoeverIsFaster(RepetitionInfo repetition) throws InterruptedException {
        Random random = new Random(repetition.getCurrentRepetition());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Collector collector = new Collector(false);
        body.subscribe(collector);
        Thread reader = new Thread(() -> {
            int read = -1;
            while (!collector.complete) {
                if (collector.buffers.get() > read) {
                    read = collector.buffers.get();
                    Objects.requireNonNull(collector.subscription).request(1);
                }
                Thread.onSpinWait();
            }
        });
        reader.start();

        for (int i = 0; i < 2_000; i++) {
            byte[] part = new byte[1 + random.nextInt(64)];
            random.nextBytes(part);
            sent.writeBytes(part);
            body.offer(ByteBuffer.wrap(part));
        }
        body.end();
        reader.join(10_000);

        assertThat(collector.received.toByteArray()).isEqualTo(sent.toByteArray());
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
    }

    private void offer(String text) {
        body.offer(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
