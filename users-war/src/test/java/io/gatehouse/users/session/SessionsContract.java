package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What sessions promise on every database. Each test begins without any, with a user of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class SessionsContract {
    private static final Instant START = Instant.parse("2026-01-02T08:00:00Z");

    private final Sessions sessions = new Sessions();
    private SettableClock clock = new SettableClock(START);
    private UUID alice = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        sessions.entities = database.entities();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        database.run(
                () -> database.entities().createQuery("delete from Session s").executeUpdate());
        alice = database.account();
        clock = new SettableClock(START);
        sessions.clock = clock;
    }

    private Renewal start() {
        return database.call(() -> sessions.start(alice));
    }

    private Optional<Renewal> renew(Renewal before) {
        return renew(before.refreshToken());
    }

    private Optional<Renewal> renew(String refreshToken) {
        Optional<Renewal> renewed = database.call(() -> sessions.renew(refreshToken));
        if (renewed.isEmpty()) {
            Optional<UUID> unused = database.call(() -> sessions.endIfReused(refreshToken));
        }
        return renewed;
    }

    private Optional<UUID> end(String refreshToken) {
        return database.call(() -> sessions.end(refreshToken));
    }

    private boolean isAlive(Renewal session) {
        return database.call(() -> sessions.isAlive(session.sessionId()));
    }

    @Test
    void goOnFromTokenToToken() {
        Renewal first = start();
        Renewal second = renew(first).orElseThrow();
        Renewal third = renew(second).orElseThrow();

        assertThat(third.userId()).isEqualTo(alice);
        assertThat(third.sessionId()).isEqualTo(first.sessionId());
        assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
        assertThat(database.count("Session")).isEqualTo(1);
    }

    @Test
    void knowNoOtherTokens() {
        start();

        assertThat(renew(Secret.random(new SecureRandom()).text())).isEmpty();
        assertThat(renew("")).isEmpty();
        assertThat(renew("\0")).isEmpty();
    }

    @Test
    void endForGoodWhenASpentTokenComesAgain() {
        Renewal first = start();
        Renewal second = renew(first).orElseThrow();

        assertThat(renew(first)).isEmpty();
        assertThat(renew(second)).isEmpty();
        assertThat(isAlive(first)).isFalse();
    }

    /** The token was stolen, and its owner and the thief are equally fast. */
    @Test
    void goOnOnceAndThenEndWhenManyPresentOneTokenAtOnce() throws Exception {
        Renewal first = start();

        List<Renewal> renewed = atOnce(Collections.nCopies(8, () -> renew(first)));

        assertThat(renewed).hasSize(1);
        assertThat(isAlive(first)).isFalse();
        assertThat(renew(renewed.get(0))).isEmpty();
    }

    @Test
    void goOnBesideEachOther() throws Exception {
        List<Renewal> all = List.of(start(), start(), start(), start());

        List<Renewal> renewed = atOnce(all.stream()
                .<Callable<Optional<Renewal>>>map(one -> () -> renew(one))
                .toList());

        assertThat(renewed)
                .hasSameSizeAs(all)
                .allSatisfy(one -> assertThat(isAlive(one)).isTrue());
    }

    private static List<Renewal> atOnce(List<Callable<Optional<Renewal>>> renewals) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(renewals.size());
        try {
            List<Renewal> renewed = new ArrayList<>();
            for (Future<Optional<Renewal>> one : threads.invokeAll(renewals)) {
                one.get().ifPresent(renewed::add);
            }
            return renewed;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void doNotEndWithAnotherSessionOfTheSameUser() {
        Renewal other = start();
        Renewal first = start();
        renew(first);
        renew(first);

        assertThat(renew(other)).isPresent();
    }

    @Test
    void endThirtyDaysAfterTheLastRenewal() {
        Renewal first = start();
        clock.advance(Duration.ofDays(29));
        Renewal second = renew(first).orElseThrow();
        assertThat(isAlive(first)).isTrue();

        clock.advance(Duration.ofDays(30));
        assertThat(isAlive(first)).isFalse();
        assertThat(renew(second)).isEmpty();
    }

    @Test
    void endWhenTheirUserLogsOut() {
        Renewal other = start();
        Renewal first = start();
        Renewal second = renew(first).orElseThrow();

        assertThat(end(second.refreshToken())).contains(first.sessionId());
        assertThat(end(second.refreshToken())).isEmpty();

        assertThat(renew(second)).isEmpty();
        assertThat(isAlive(first)).isFalse();
        assertThat(isAlive(other)).isTrue();
    }

    @Test
    void endAlsoByATokenThatIsSpentAndNotByOneThatIsUnknown() {
        Renewal first = start();
        renew(first);
        assertThat(end("nonsense")).isEmpty();
        assertThat(isAlive(first)).isTrue();

        assertThat(end(first.refreshToken())).contains(first.sessionId());

        assertThat(isAlive(first)).isFalse();
    }

    @Test
    void areOverBeforeTheirUserLogsOutWhenTheyHaveExpired() {
        Renewal first = start();
        clock.advance(Duration.ofDays(31));

        assertThat(end(first.refreshToken())).isEmpty();
        assertThat(database.count("Session")).isZero();
    }

    @Test
    void endAllTogether() {
        UUID bob = database.account();
        Renewal others = database.call(() -> sessions.start(bob));
        Renewal one = start();
        Renewal two = start();

        assertThat(database.call(() -> sessions.endAllOf(alice))).isEqualTo(2);

        assertThat(renew(one)).isEmpty();
        assertThat(renew(two)).isEmpty();
        assertThat(renew(others)).isPresent();
    }

    @Test
    void tellWhatIsKnownOfATokenWithoutSpendingIt() {
        Renewal first = start();

        RefreshTokenState state =
                database.call(() -> sessions.look(first.refreshToken())).orElseThrow();

        assertThat(state)
                .isEqualTo(new RefreshTokenState(alice, first.sessionId(), START, START.plus(Duration.ofDays(30))));
        assertThat(renew(first)).isPresent();
        assertThat(database.call(() -> sessions.look(first.refreshToken()))).isEmpty();
        assertThat(database.call(() -> sessions.look("nonsense"))).isEmpty();
    }

    @Test
    void areForgottenWithTheirTokensOnceTheyHaveExpired() {
        renew(start());
        clock.advance(Duration.ofDays(20));
        Renewal alive = start();
        clock.advance(Duration.ofDays(11));

        assertThat(database.call(() -> sessions.forgetExpired())).isFalse();

        assertThat(database.count("Session")).isEqualTo(1);
        assertThat(database.count("RefreshToken")).isEqualTo(1);
        assertThat(renew(alive)).isPresent();
    }

    @Test
    void areForgottenInBatchesAndTheirTokensBefore() {
        Renewal newest = start();
        for (int i = 0; i < 3; i++) {
            newest = renew(newest).orElseThrow();
        }
        Renewal other = start();
        clock.advance(Duration.ofDays(31));
        Renewal alive = start();

        assertThat(forgetExpired(3)).isTrue();
        assertThat(database.count("RefreshToken")).isEqualTo(3);
        assertThat(database.count("Session")).isEqualTo(3);
        assertThat(forgetExpired(1)).isTrue();
        assertThat(forgetExpired(2)).isTrue();
        assertThat(forgetExpired(2)).isFalse();
        assertThat(database.count("RefreshToken")).isEqualTo(1);
        assertThat(database.count("Session")).isEqualTo(1);
        assertThat(renew(other)).isEmpty();
        assertThat(renew(alive)).isPresent();
    }

    private boolean forgetExpired(int most) {
        return database.call(() -> sessions.forgetExpired(most));
    }

    @Test
    void doNotKeepTokensForLongerThanTheyAreGoodThoughTheyThemselvesGoOn() {
        Renewal newest = start();
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofDays(10));
            newest = renew(newest).orElseThrow();
            assertThat(database.call(() -> sessions.forgetExpired())).isFalse();
        }

        assertThat(database.count("RefreshToken")).isLessThanOrEqualTo(4);
        assertThat(renew(newest)).isPresent();
    }

    @Test
    void keepNothingThatCouldBePresented() {
        Renewal first = start();

        assertThat(database.call(() -> database.entities()
                        .createQuery("select t.hash from RefreshToken t", String.class)
                        .getResultList()))
                .containsExactly(new Secret(first.refreshToken()).hash());
        assertThat(first).asString().doesNotContain(first.refreshToken());
    }
}
