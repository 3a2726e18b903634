package io.gatehouse.gateway.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private final Source source = new Source();
    private final Target target = new Target();

    @Test
    void aPartOfUndeclaredLengthCanBeReadAtOnce() throws IOException {
        start(-1);
        target.ask();
        source.send("first event");

        byte[] arrived = new byte["first event".length()];
        assertThat(new GZIPInputStream(new ByteArrayInputStream(target.received())).read(arrived))
                .isEqualTo(arrived.length);
        assertThat(new String(arrived, StandardCharsets.UTF_8)).isEqualTo("first event");
    }

    @Test
    void asksForNothingBeforeTheClientDoes() {
        start(-1);
        assertThat(source.requested()).isZero();

        target.ask();
        source.send("x");
        assertThat(source.requested()).isEqualTo(1);
        assertThat(target.parts()).isEqualTo(1);
    }

    @Test
    void aPartThatIsTooShortToBecomeAnythingAsksForTheNext() {
        start(1_000_000);
        target.ask();
        source.send("x");

        assertThat(target.parts()).isZero();
        assertThat(source.requested()).isEqualTo(2);
    }

    @Test
    void theRestWaitsUntilTheClientAsks() throws IOException {
        start(-1);
        target.ask();
        source.send("all of it");
        source.end();
        assertThat(target.isComplete()).isFalse();

        target.ask();
        assertThat(target.isComplete()).isTrue();
        assertThat(plain()).isEqualTo(utf8("all of it"));
        target.ask();
        assertThat(target.parts()).as("nothing behind the end").isEqualTo(2);
    }

    @Test
    void aCancelGoesThroughAndNothingFollows() {
        start(-1);
        target.ask();
        target.cancel();

        source.send("late");
        source.end();
        assertThat(source.cancelled()).isOne();
        assertThat(target.parts()).isZero();
        assertThat(target.isComplete()).isFalse();
    }

    @Test
    void whatBreaksGoesThrough() {
        start(-1);
        target.ask();
        source.fail(new IOException("broken"));

        assertThat(target.failure()).hasMessage("broken");
    }

    @RepeatedTest(50)
    void whateverThePartsAreTheyComeOutWhole(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        start(random.nextBoolean() ? -1 : 1_000_000);
        target.ask();
        for (int i = random.nextInt(40); i > 0; i--) {
            byte[] part = new byte[random.nextInt(5_000)];
            if (random.nextBoolean()) {
                random.nextBytes(part);
            }
            sent.writeBytes(part);
            source.send(part);
            if (!target.asks()) {
                target.ask();
            }
        }
        source.end();
        target.ask();

        assertThat(plain()).isEqualTo(sent.toByteArray());
        assertThat(target.isComplete()).isTrue();
    }

    /** The end comes right behind the last part, while the client's thread looks. */
    @RepeatedTest(200)
    void onTwoThreadsNothingIsLost(RepetitionInfo repetition) throws Exception {
        start(repetition.getCurrentRepetition() % 2 == 0 ? -1 : 1_000_000);
        Thread client = new Thread(() -> {
            while (!target.isComplete()) {
                if (!target.asks()) {
                    target.ask();
                }
            }
        });
        client.start();
        for (String part : List.of("ab", "cd", "ef")) {
            while (!source.isWanted()) {
                Thread.onSpinWait();
            }
            source.send(part);
        }
        source.end();
        client.join(10_000);

        assertThat(plain()).isEqualTo(utf8("abcdef"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void start(long length) {
        new GzipStream(source.body(length)).subscribe(target);
    }

    private byte[] plain() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(target.received())).readAllBytes();
    }
}
