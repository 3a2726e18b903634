package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyCopyTest {
    private final Sides.Source source = new Sides.Source();
    private final Sides.Keeper keeper = new Sides.Keeper();
    private final Sides.Client client = new Sides.Client();

    @Test
    void theClientAndTheCopyGetTheSame() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        client.ask();
        source.send("abc");
        client.ask();
        source.send("de");
        source.end();

        assertThat(client.text()).isEqualTo("abcde");
        assertThat(client.complete).isTrue();
        assertThat(keeper.copy()).isEqualTo("abcde");
    }

    @Test
    void theUpstreamIsReadAheadAsLongAsThereIsACopy() {
        BodyCopy copy = begin(-1, 100);
        source.send("abc");
        source.send("de");
        source.end();
        assertThat(keeper.copy()).isEqualTo("abcde");

        copy.subscribe(client);
        assertThat(client.text()).isEmpty();
        client.ask();
        assertThat(client.text()).isEqualTo("abcde");
        assertThat(client.complete).isTrue();
    }

    @Test
    void theCopyIsCompleteBeforeTheClientHasTheLastDeclaredByte() {
        BodyCopy copy = begin(3, 100);
        copy.subscribe(client);
        client.whenGiven = () -> assertThat(keeper.content).isNotNull();
        client.ask();

        source.send("abc");

        assertThat(client.text()).isEqualTo("abc");
        assertThat(client.complete).isFalse();
        source.end();
        assertThat(client.complete).isTrue();
    }

    @Test
    void overTheLimitTheCopyIsGivenUpAndTheBodyFlowsOnAsTheClientTakesIt() {
        BodyCopy copy = begin(-1, 4);
        copy.subscribe(client);
        source.send("abc");
        source.send("def");
        assertThat(keeper.givenUp).isTrue();
        assertThat(source.wanted).as("nothing is read ahead any more").isFalse();

        client.ask();
        assertThat(client.text()).isEqualTo("abc");
        assertThat(source.wanted).isFalse();
        client.ask();
        assertThat(client.text()).isEqualTo("abcdef");
        assertThat(source.wanted).isFalse();
        client.ask();
        assertThat(source.wanted).isTrue();
        source.send("ghi");
        source.end();
        assertThat(client.text()).isEqualTo("abcdefghi");
        assertThat(client.complete).isTrue();
        assertThat(keeper.content).isNull();
    }

    @Test
    void withoutMemoryThereIsNoCopy() {
        keeper.left = 2;
        BodyCopy copy = begin(3, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(client.text()).isEqualTo("abc");
        assertThat(client.complete).isTrue();
    }

    @Test
    void section3_3_aBodyThatEndsTooEarlyIsNotKeptAndTheClientHearsOfIt() {
        BodyCopy copy = begin(5, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(keeper.content).isNull();
        assertThat(client.failure).isInstanceOf(EOFException.class);
    }

    @Test
    void section3_3_aBodyThatIsLongerThanDeclaredIsNotKept() {
        BodyCopy copy = begin(2, 100);
        copy.subscribe(client);
        client.ask();

        source.send("abc");
        source.end();

        assertThat(keeper.givenUp).isTrue();
        assertThat(keeper.content).isNull();
        assertThat(client.text()).isEqualTo("abc");
    }

    @Test
    void section3_3_aBodyThatBreaksOffIsNotKept() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        source.send("abc");

        source.fail(new IOException("broken"));

        assertThat(keeper.givenUp).isTrue();
        assertThat(client.failure).hasMessage("broken");
    }

    @Test
    void aClientThatLeavesEndsItUnlessTheCopyIsWanted() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        source.send("abc");

        copy.cancel();

        assertThat(source.cancelled).isTrue();
        assertThat(keeper.givenUp).isTrue();
    }

    @Test
    void aCopyThatIsWantedIsMadeWithoutAClient() {
        keeper.wanted = true;
        BodyCopy copy = begin(-1, 100);
        copy.withoutClient();
        source.send("abc");
        source.send("de");
        source.end();

        assertThat(source.cancelled).isFalse();
        assertThat(keeper.copy()).isEqualTo("abcde");
    }

    @Test
    void withoutAClientAndOverTheLimitTheUpstreamIsToldToStop() {
        keeper.wanted = true;
        BodyCopy copy = begin(-1, 4);
        copy.withoutClient();
        source.send("abc");
        source.send("def");

        assertThat(source.cancelled).isTrue();
        assertThat(keeper.givenUp).isTrue();
    }

    @Test
    void anEmptyBodyIsACopyToo() {
        BodyCopy copy = begin(-1, 100);
        source.end();
        copy.subscribe(client);

        assertThat(keeper.copy()).isEmpty();
        assertThat(client.complete).isTrue();
    }

    /** Against what must come out whatever the order: the client has all, and the copy is all or nothing. */
    @Test
    void inWhateverOrderThingsHappenNothingIsLost() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            byte[] content = new byte[random.nextInt(60)];
            random.nextBytes(content);
            Sides.Source from = new Sides.Source();
            Sides.Keeper kept = new Sides.Keeper();
            Sides.Client to = new Sides.Client();
            int limit = 1 + random.nextInt(60);
            int declared = content.length <= limit && random.nextBoolean() ? content.length : -1;
            BodyCopy copy = new BodyCopy(declared, limit, kept);
            from.subscribe(copy);
            play(random, content, from, copy, to);

            assertThat(to.received.toByteArray()).isEqualTo(content);
            assertThat(to.complete).isTrue();
            assertThat(kept.givenUp).isEqualTo(content.length > limit);
            if (content.length <= limit) {
                assertThat(kept.content).isEqualTo(content);
            }
        }
    }

    private static void play(Random random, byte[] content, Sides.Source from, BodyCopy copy, Sides.Client to) {
        int sent = 0;
        boolean subscribed = false;
        boolean ended = false;
        while (!to.complete) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!subscribed) {
                        copy.subscribe(to);
                        subscribed = true;
                    }
                }
                case 1 -> {
                    if (subscribed && to.waiting == 0) {
                        to.ask();
                    }
                }
                default -> {
                    if (sent < content.length && from.wanted) {
                        int part = 1 + random.nextInt(content.length - sent);
                        from.send(Arrays.copyOfRange(content, sent, sent + part));
                        sent += part;
                    } else if (sent == content.length && !ended) {
                        ended = true;
                        from.end();
                    }
                }
            }
        }
    }

    private BodyCopy begin(long declared, long limit) {
        BodyCopy copy = new BodyCopy(declared, limit, keeper);
        source.subscribe(copy);
        return copy;
    }
}
