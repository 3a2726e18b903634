package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What sessions promise on every database. */
abstract class SessionsContract extends SessionsSituation {
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
}
