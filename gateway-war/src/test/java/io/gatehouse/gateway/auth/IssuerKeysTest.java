package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final List<CompletableFuture<String>> fetches = new ArrayList<>();
    private final IssuerKeys keys = new IssuerKeys("issuer", this::fetch, clock);

    @Test
    void aFloodOfUnknownKeysIsOneFetchInFlightAndOnePerTenSeconds() {
        know("k1");
        clock.advance(Duration.ofSeconds(11));

        for (int i = 0; i < 10_000; i++) {
            keys.knowing("unknown" + i);
        }
        assertThat(fetches).as("in flight").hasSize(2);

        fetches.get(1).complete(new Tokens("k1").jwks());
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 1_000; i++) {
                keys.knowing("unknown" + i);
            }
            fetches.get(fetches.size() - 1).complete(new Tokens("k1").jwks());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(fetches).as("after a minute").hasSizeBetween(6, 8);
    }

    /** Between its look at the keys and its wish for others, the fetch of somebody else ends. */
    @Test
    void whoMissesAKeyThatHasJustComeGetsIt() throws InterruptedException {
        know("k1");
        clock.advance(Duration.ofSeconds(11));
        keys.knowing("k2");
        CompletableFuture<KeySet> found = new CompletableFuture<>();
        Thread late = new Thread(() -> keys.knowing("k2").whenComplete((set, thrown) -> found.complete(set)));

        synchronized (keys) {
            late.start();
            while (late.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            fetches.get(1).complete(new Tokens("k2").jwks());
        }
        late.join();

        assertThat(found.join().find("k2")).isNotNull();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void allWhoWaitGetTheOneAnswer() {
        CompletionStage<KeySet> first = keys.knowing("k1");
        CompletionStage<KeySet> second = keys.knowing("k1");

        fetches.get(0).complete(new Tokens("k1").jwks());

        assertThat(first.toCompletableFuture().join().find("k1")).isNotNull();
        assertThat(second.toCompletableFuture().join().find("k1")).isNotNull();
        assertThat(fetches).hasSize(1);
    }

    @Test
    void aNewKeyIsFetchedWhenItIsFirstNamed() {
        know("k1");
        clock.advance(Duration.ofSeconds(11));

        CompletionStage<KeySet> found = keys.knowing("k2");
        fetches.get(1).complete(new Tokens("k2").jwks());

        assertThat(found.toCompletableFuture().join().find("k2")).isNotNull();
    }

    @Test
    void theLastGoodKeysStayWhenAFetchFails() {
        know("k1");
        clock.advance(Duration.ofSeconds(11));

        keys.knowing("k2");
        fetches.get(1).completeExceptionally(new IllegalStateException("down"));
        clock.advance(Duration.ofSeconds(11));
        keys.knowing("k2");
        fetches.get(2).complete("not a key set");

        assertThat(keys.knowing("k1").toCompletableFuture().join().find("k1")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "7",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":7}",
                "{\"keys\":[]}",
                "{\"keys\":[null]}",
                "{\"keys\":[7]}",
                "{\"keys\":[[]]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":null}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":[],\"x\":7}]}"
            })
    void anOddAnswerIsAFetchThatFailedWhetherTheFirstOrALaterOne(String odd) {
        CompletableFuture<KeySet> first = keys.knowing("k1").toCompletableFuture();
        fetches.get(0).complete(odd);
        assertThat(first).isCompletedWithValue(null);

        clock.advance(Duration.ofSeconds(2));
        keys.knowing("k1");
        fetches.get(1).complete(new Tokens("k1").jwks());
        clock.advance(Duration.ofMinutes(6));
        keys.knowing("k1");
        fetches.get(2).complete(odd);
        assertThat(keys.knowing("k1").toCompletableFuture().join().find("k1"))
                .as("the last good ones")
                .isNotNull();

        clock.advance(Duration.ofSeconds(11));
        CompletionStage<KeySet> next = keys.knowing("k2");
        fetches.get(3).complete(new Tokens("k2").jwks());
        assertThat(next.toCompletableFuture().join().find("k2")).isNotNull();
    }

    @Test
    void oldKeysAreFetchedAnewWhileTheyServe() {
        know("k1");
        clock.advance(Duration.ofMinutes(6));

        assertThat(keys.knowing("k1").toCompletableFuture()).isDone();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void withoutAnyKeysItTriesAgainSoon() {
        keys.knowing("k1");
        fetches.get(0).completeExceptionally(new IllegalStateException("starting"));

        assertThat(keys.knowing("k1").toCompletableFuture().join()).isNull();
        clock.advance(Duration.ofSeconds(2));
        keys.knowing("k1");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aSourceThatThrowsAtOnceHasFailedAndIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        IssuerKeys throwing = new IssuerKeys(
                "issuer",
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("no such URL");
                    }
                    throw new LinkageError("for a test");
                },
                clock);

        for (int times = 1; times <= 3; times++) {
            assertThat(throwing.knowing("k1").toCompletableFuture().join()).isNull();
            assertThat(asked).hasValue(times);
            clock.advance(Duration.ofSeconds(2));
        }
    }

    private void know(String kid) {
        keys.knowing(kid);
        fetches.get(0).complete(new Tokens(kid).jwks());
    }

    private CompletionStage<String> fetch() {
        CompletableFuture<String> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }
}
