package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Connections;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HostPoolTest {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Deque<FutureCallback<IOSession>> dials = new ArrayDeque<>();
    private final List<AtomicBoolean> sessions = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000;
    private HostPool pool = pool(2, 2);

    private HostPool pool(int max, int maxPending) {
        return new HostPool(
                new Connections(max, maxPending, TTL, IDLE, 16_384),
                () -> now,
                (timeout, callback) -> dials.add(callback));
    }

    @Test
    void theFirstGetsAConnectionOfItsOwn() {
        Wish wish = wish();
        assertThat(wish.lease).isNull();

        connect();

        assertThat(wish.lease).isNotNull();
        assertThat(wish.lease().isReused()).isFalse();
        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(1, 0, 0, 1));
    }

    @Test
    void aConnectionThatIsGivenBackIsUsedAgain() {
        Wish first = wish();
        connect();
        first.lease().giveBack();
        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(0, 1, 0, 1));

        Wish second = wish();

        assertThat(second.lease().isReused()).isTrue();
        assertThat(dials).isEmpty();
    }

    @Test
    void theOneUsedLastIsUsedNext() {
        Wish first = wish();
        Wish second = wish();
        connect();
        connect();
        first.lease().giveBack();
        now += 1;
        second.lease().giveBack();
        now += IDLE.toNanos() - 1;

        pool.evict(now);

        assertThat(open()).containsExactly(false, true);
        assertThat(wish().lease).isNotNull();
    }

    @Test
    void whoFindsAllInUseWaitsAndThenGetsTheNextInOrder() {
        Wish first = wish();
        wish();
        connect();
        connect();
        Wish third = wish();
        Wish fourth = wish();
        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(2, 0, 2, 2));

        first.lease().giveBack();

        assertThat(third.lease().isReused()).isTrue();
        assertThat(fourth.lease).isNull();
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnce() {
        for (int i = 0; i < 4; i++) {
            assertThat(wish().failure).isNull();
        }

        assertThat(wish().failure).isInstanceOf(HostPool.PoolExhausted.class);
    }

    /** However many wait: each is told, by no call within the call to the one before. */
    @Test
    void nobodyGetsAConnectionAnyMoreOnceTheGatewayEnds() {
        pool = pool(1, 20_000);
        List<Wish> wishes = Stream.generate(this::wish).limit(20_001).toList();

        dials.remove().cancelled();

        assertThat(wishes).allSatisfy(wish -> assertThat(wish.failure).isInstanceOf(CancellationException.class));
        assertThat(dials).isEmpty();
        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(0, 0, 0, 0));
    }

    @Test
    void whoStopsWaitingMakesRoomInTheQueue() {
        wish();
        wish();
        Wish third = wish();
        wish();

        assertThat(pool.abandon(third)).isTrue();
        assertThat(pool.abandon(third)).isFalse();

        assertThat(wish().failure).isNull();
        connect();
        assertThat(third.lease).isNull();
    }

    @Test
    void aPlaceThatComesFreeIsForANewConnectionToWhoWaits() {
        Wish first = wish();
        wish();
        connect();
        connect();
        Wish third = wish();

        first.lease().discard();

        assertThat(third.lease).isNull();
        connect();
        assertThat(third.lease().isReused()).isFalse();
        assertThat(open()).containsExactly(false, true, true);
    }

    @Test
    void aConnectionThatCannotBeMadeLeavesItsPlace() {
        Wish first = wish();
        Objects.requireNonNull(dials.poll()).failed(new IOException("refused"));

        assertThat(first.failure).hasMessage("refused");
        assertThat(pool.statistics()).isEqualTo(ConnectionPool.Statistics.NONE);
    }

    @Test
    void aConnectionThatTheOtherSideClosedIsNotUsed() {
        Wish first = wish();
        connect();
        first.lease().giveBack();
        sessions.get(0).set(false);

        assertThat(wish().lease).isNull();
        assertThat(dials).hasSize(1);
        assertThat(pool.statistics().leased()).isEqualTo(1);
    }

    @Test
    void aConnectionIsUsedForItsLifeAndNoLonger() {
        Wish first = wish();
        connect();
        for (int i = 0; i < 9; i++) {
            now += TTL.toNanos() / 10;
            first.lease().giveBack();
            first = wish();
            assertThat(first.lease).isNotNull();
        }
        now += TTL.toNanos() / 10;

        first.lease().giveBack();

        assertThat(open()).containsExactly(false);
        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(0, 0, 0, 1));
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() {
        Wish first = wish();
        connect();
        first.lease().giveBack();

        pool.evict(now + IDLE.toNanos() - 1);
        assertThat(open()).containsExactly(true);
        pool.evict(now + IDLE.toNanos());
        assertThat(open()).containsExactly(false);
        assertThat(pool.statistics().available()).isZero();
    }

    @Test
    void aLeaseEndsOnce() {
        Wish first = wish();
        connect();
        first.lease().giveBack();
        first.lease().discard();
        first.lease().giveBack();

        assertThat(pool.statistics()).isEqualTo(new ConnectionPool.Statistics(0, 1, 0, 1));
    }

    @Test
    void aFreshConnectionTakesThePlaceOfTheOneItReplaces() {
        Wish first = wish();
        connect();
        first.lease().giveBack();
        Wish second = wish();
        Lease stale = second.lease();

        stale.replace(second);
        connect();

        assertThat(second.lease().isReused()).isFalse();
        assertThat(open()).containsExactly(false, true);
        assertThat(pool.statistics().leased()).isEqualTo(1);
    }

    @Test
    void aClosedPoolKeepsNothingAndBreaksNothing() {
        Wish first = wish();
        Wish second = wish();
        connect();
        connect();
        first.lease().giveBack();

        pool.close();

        assertThat(open()).containsExactly(false, true);
        second.lease().giveBack();
        assertThat(open()).containsExactly(false, false);
        assertThat(pool.statistics().leased()).isZero();
    }

    /** Random wishes, connects, failures, returns, closes and time, against what can be counted by hand. */
    @RepeatedTest(50)
    void neverMoreThanAllowedAndNobodyIsForgotten(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int max = 1 + random.nextInt(4);
        int maxPending = random.nextInt(4);
        pool = pool(max, maxPending);
        List<Wish> wishes = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            act(random, wishes);
            wishes.removeIf(wish -> wish.failure != null || wish.ended);
            ConnectionPool.Statistics statistics = pool.statistics();
            long inUse = wishes.stream().filter(wish -> wish.lease != null).count();
            long waiting = wishes.size() - inUse - dials.size();
            assertThat(statistics.leased()).isEqualTo((int) inUse + dials.size());
            assertThat(statistics.pending()).isEqualTo((int) waiting).isLessThanOrEqualTo(maxPending);
            assertThat(statistics.leased() + statistics.available()).isLessThanOrEqualTo(max);
            assertThat(waiting == 0 || statistics.leased() == max)
                    .as("waits only when all is in use")
                    .isTrue();
        }
    }

    private void act(Random random, List<Wish> wishes) {
        List<Wish> inUse = wishes.stream().filter(wish -> wish.lease != null).toList();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> wishes.add(wish());
            case 3 -> connect();
            case 4 -> {
                FutureCallback<IOSession> dial = dials.poll();
                if (dial != null) {
                    dial.failed(new IOException("refused"));
                }
            }
            case 5 -> {
                if (!inUse.isEmpty()) {
                    end(inUse.get(random.nextInt(inUse.size())), random.nextInt(4));
                }
            }
            case 6 -> {
                wishes.stream()
                        .filter(wish -> wish.lease == null && pool.abandon(wish))
                        .findFirst()
                        .ifPresent(wish -> wish.ended = true);
            }
            default -> {
                now += random.nextInt(4) * IDLE.toNanos() / 2;
                if (!sessions.isEmpty() && random.nextBoolean()) {
                    sessions.get(random.nextInt(sessions.size())).set(false);
                }
                pool.evict(now);
            }
        }
    }

    private static void end(Wish wish, int how) {
        Lease lease = wish.lease();
        wish.ended = true;
        if (how == 0) {
            lease.discard();
        } else {
            lease.giveBack();
        }
    }

    private Wish wish() {
        Wish wish = new Wish();
        pool.lease(wish);
        return wish;
    }

    /** The connection that has been asked for longest is there. */
    private void connect() {
        FutureCallback<IOSession> dial = dials.poll();
        if (dial != null) {
            AtomicBoolean open = new AtomicBoolean(true);
            sessions.add(open);
            dial.completed(session(open));
        }
    }

    private Stream<Boolean> open() {
        return sessions.stream().map(AtomicBoolean::get);
    }

    private static IOSession session(AtomicBoolean open) {
        return (IOSession) Proxy.newProxyInstance(
                HostPoolTest.class.getClassLoader(), new Class<?>[] {IOSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isOpen")) {
                        return open.get();
                    }
                    if (method.getName().equals("close")) {
                        open.set(false);
                    }
                    return null;
                });
    }

    private static final class Wish implements HostPool.Waiter {
        @Nullable
        Lease lease;

        @Nullable
        Exception failure;

        boolean ended;

        Lease lease() {
            return Objects.requireNonNull(lease, "no connection yet");
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public void leased(Lease one) {
            lease = one;
        }

        @Override
        public void unavailable(Exception cause) {
            failure = cause;
        }
    }
}
