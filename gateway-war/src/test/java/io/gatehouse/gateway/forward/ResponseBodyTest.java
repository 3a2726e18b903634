package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Buffers buffers = new Buffers();
    private final ResponseBody body = new ResponseBody(buffers, cancelled::incrementAndGet);

    @Test
    void nothingIsDeliveredThatWasNotAskedFor() {
        Target target = new Target();
        body.subscribe(target);
        offer("a");
        offer("b");

        assertThat(target.received()).isEmpty();
        target.ask();
        assertThat(target.text()).isEqualTo("a");
    }

    @Test
    void theEndComesAfterTheLastBufferAndNeedsNoAsking() {
        Target target = new Target();
        offer("a");
        body.end();
        body.subscribe(target);

        assertThat(target.isComplete()).isFalse();
        target.ask();
        assertThat(target.text()).isEqualTo("a");
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void aFailureEndsIt() {
        Target target = Target.greedy();
        body.subscribe(target);
        body.fail(new IOException("broken"));
        offer("late");

        assertThat(target.failure()).hasMessage("broken");
        assertThat(target.received()).isEmpty();
    }

    @Test
    void cancellingTellsTheSenderOnceAndDeliversNoMore() {
        Target target = Target.greedy();
        body.subscribe(target);
        body.cancel();
        body.cancel();
        offer("late");

        assertThat(cancelled).hasValue(1);
        assertThat(target.received()).isEmpty();
    }

    @Test
    void aBodyThatNobodyReadsTellsTheSender() {
        new Body.Stream(body, -1).discard();
        offer("late");

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void itWaitsForTheClientWhileNothingIsAskedFor() {
        Target target = new Target();
        assertThat(body.waitsForClient()).isFalse();
        body.subscribe(target);
        assertThat(body.waitsForClient()).isTrue();

        target.ask();
        assertThat(body.waitsForClient()).as("for the upstream").isFalse();
        offer("a");
        assertThat(body.waitsForClient()).isTrue();
    }

    @Test
    void anotherBodyGetsABufferOnceTheNextIsAskedForAndNotBefore() {
        Target target = new Target();
        body.subscribe(target);
        target.ask();
        offer("a".repeat(10_000));
        offer("b");
        ByteBuffer first = target.last();
        assertThat(buffers.take()).isNotSameAs(first);

        target.ask();
        assertThat(target.last()).isNotSameAs(first);
        assertThat(buffers.take()).isSameAs(first);
        target.ask();
        assertThat(buffers.take()).as("only once").isNotSameAs(first);
    }

    @Test
    void whoeverCancelsMayStillBeReadingWhatItWasGiven() {
        Target target = new Target();
        body.subscribe(target);
        target.ask();
        offer("a".repeat(10_000));

        target.cancel();

        assertThat(buffers.take()).isNotSameAs(target.last());
    }

    @Test
    void littleTakesAsMuchMemoryAsItNeeds() {
        Target target = new Target();
        body.subscribe(target);
        target.ask();
        offer("little");

        assertThat(target.last().capacity()).isEqualTo(6);
    }

    @Test
    void whatIsLongerThanABufferComesInParts() {
        Target target = Target.greedy();
        body.subscribe(target);
        offer("0123456789".repeat(5_000));

        assertThat(target.text()).isEqualTo("0123456789".repeat(5_000));
        assertThat(target.parts()).isEqualTo(4);
    }

    @Test
    void theWindowOpensByWhatWasTakenHoweverLateItIsKnown() {
        AtomicInteger opened = new AtomicInteger();
        Target target = Target.greedy();
        body.subscribe(target);
        body.offer(ByteBuffer.allocate(65_536));

        body.window(opened::addAndGet);

        assertThat(opened).hasValue(65_536);
    }

    @RepeatedTest(20)
    void everyByteArrivesOnceAndInOrderWhoeverIsFaster(RepetitionInfo repetition) throws InterruptedException {
        Random random = new Random(repetition.getCurrentRepetition());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Target target = new Target();
        body.subscribe(target);
        Thread reader = new Thread(() -> {
            while (!target.isComplete()) {
                if (!target.asks()) {
                    target.ask();
                }
                Thread.onSpinWait();
            }
        });
        reader.start();

        for (int i = 0; i < 2_000; i++) {
            byte[] part = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(part);
            sent.writeBytes(part);
            body.offer(ByteBuffer.wrap(part));
        }
        body.end();
        reader.join(30_000);

        assertThat(target.received()).isEqualTo(sent.toByteArray());
    }

    private void offer(String text) {
        body.offer(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
