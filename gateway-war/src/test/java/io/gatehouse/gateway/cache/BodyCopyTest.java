package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyCopyTest {
    private final Source source = new Source();
    private final KeptCopy keeper = new KeptCopy();
    private final Target client = new Target();

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
        assertThat(client.isComplete()).isTrue();
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
        assertThat(client.isComplete()).isTrue();
    }

    @Test
    void theCopyIsCompleteBeforeTheClientHasTheLastDeclaredByte() {
        BodyCopy copy = begin(3, 100);
        copy.subscribe(client);
        client.whenGiven(() -> assertThat(keeper.content).isNotNull());
        client.ask();

        source.send("abc");

        assertThat(client.text()).isEqualTo("abc");
        assertThat(client.isComplete()).isFalse();
        source.end();
        assertThat(client.isComplete()).isTrue();
    }

    @Test
    void overTheLimitTheCopyIsGivenUpAndTheBodyFlowsOnAsTheClientTakesIt() {
        BodyCopy copy = begin(-1, 4);
        copy.subscribe(client);
        source.send("abc");
        source.send("def");
        assertThat(keeper.givenUp).isTrue();
        assertThat(source.isWanted()).as("nothing is read ahead any more").isFalse();

        client.ask();
        assertThat(client.text()).isEqualTo("abc");
        assertThat(source.isWanted()).isFalse();
        client.ask();
        assertThat(client.text()).isEqualTo("abcdef");
        assertThat(source.isWanted()).isFalse();
        client.ask();
        assertThat(source.isWanted()).isTrue();
        source.send("ghi");
        source.end();
        assertThat(client.text()).isEqualTo("abcdefghi");
        assertThat(client.isComplete()).isTrue();
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
        assertThat(client.isComplete()).isTrue();
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
        assertThat(client.failure()).isInstanceOf(EOFException.class);
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
        assertThat(client.failure()).hasMessage("broken");
    }

    @Test
    void aClientThatLeavesEndsItUnlessTheCopyIsWanted() {
        BodyCopy copy = begin(-1, 100);
        copy.subscribe(client);
        source.send("abc");

        copy.cancel();

        assertThat(source.cancelled()).isOne();
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

        assertThat(source.cancelled()).isZero();
        assertThat(keeper.copy()).isEqualTo("abcde");
    }

    @Test
    void withoutAClientAndOverTheLimitTheUpstreamIsToldToStop() {
        keeper.wanted = true;
        BodyCopy copy = begin(-1, 4);
        copy.withoutClient();
        source.send("abc");
        source.send("def");

        assertThat(source.cancelled()).isOne();
        assertThat(keeper.givenUp).isTrue();
    }

    @Test
    void anEmptyBodyIsACopyToo() {
        BodyCopy copy = begin(-1, 100);
        source.end();
        copy.subscribe(client);

        assertThat(keeper.copy()).isEmpty();
        assertThat(client.isComplete()).isTrue();
    }

    /** Against what must come out whatever the order: the client has all, and the copy is all or nothing. */
    @Test
    void inWhateverOrderThingsHappenNothingIsLost() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            byte[] content = new byte[random.nextInt(60)];
            random.nextBytes(content);
            Source from = new Source();
            KeptCopy kept = new KeptCopy();
            Target to = new Target();
            int limit = 1 + random.nextInt(60);
            int declared = content.length <= limit && random.nextBoolean() ? content.length : -1;
            BodyCopy copy = new BodyCopy(declared, limit, kept);
            from.subscribe(copy);
            play(random, content, from, copy, to);

            assertThat(to.received()).isEqualTo(content);
            assertThat(to.isComplete()).isTrue();
            assertThat(kept.givenUp).isEqualTo(content.length > limit);
            if (content.length <= limit) {
                assertThat(kept.content).isEqualTo(content);
            }
        }
    }

    private static void play(Random random, byte[] content, Source from, BodyCopy copy, Target to) {
        int sent = 0;
        boolean subscribed = false;
        boolean ended = false;
        while (!to.isComplete()) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!subscribed) {
                        copy.subscribe(to);
                        subscribed = true;
                    }
                }
                case 1 -> {
                    if (subscribed && !to.asks()) {
                        to.ask();
                    }
                }
                default -> {
                    if (sent < content.length && from.isWanted()) {
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

    /** The end comes right behind the last part, while the client's thread looks. */
    @Test
    void onTwoThreadsTheCopyIsWholeToo() throws Exception {
        ExecutorService clients = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 20_000; round++) {
                Source from = new Source();
                KeptCopy kept = new KeptCopy();
                Target to = new Target();
                BodyCopy copy = new BodyCopy(-1, 100, kept);
                from.subscribe(copy);
                Future<?> client = clients.submit(() -> takeAll(copy, to));
                for (String part : List.of("ab", "cd", "ef")) {
                    while (!from.isWanted()) {
                        Thread.onSpinWait();
                    }
                    from.send(part);
                }
                from.end();
                client.get(10, TimeUnit.SECONDS);

                assertThat(to.text()).isEqualTo("abcdef");
                assertThat(kept.copy()).isEqualTo("abcdef");
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void takeAll(BodyCopy copy, Target to) {
        copy.subscribe(to);
        while (!to.isComplete()) {
            if (!to.asks()) {
                to.ask();
            }
        }
    }

    private BodyCopy begin(long declared, long limit) {
        BodyCopy copy = new BodyCopy(declared, limit, keeper);
        source.subscribe(copy);
        return copy;
    }
}
