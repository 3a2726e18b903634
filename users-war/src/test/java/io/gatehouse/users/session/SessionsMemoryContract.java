package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept of sessions on every database, and for how long. */
abstract class SessionsMemoryContract extends SessionsSituation {
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
