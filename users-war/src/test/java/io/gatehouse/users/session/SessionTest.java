package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant START = Instant.parse("2026-01-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Session session = new Session(UUID.randomUUID(), START);

    private RefreshToken token(String secret) {
        return new RefreshToken(new Secret(secret), session.id(), START);
    }

    @Test
    void goesOnWithItsNewestToken() {
        assertThat(session.renew(token("1"), START.plus(DAY))).isTrue();
        assertThat(session.renew(token("2"), START.plus(DAY.multipliedBy(2)))).isTrue();
    }

    @Test
    void endsWhenASpentTokenComesAgain() {
        RefreshToken copied = token("1");
        session.renew(copied, START);

        assertThat(session.renew(copied, START)).isFalse();
        assertThat(session.endIfReused(copied, START)).isTrue();
        assertThat(session.isAlive(START)).isFalse();
    }

    @Test
    void endsForTheNewestTokenTooWhenASpentOneComesAgain() {
        RefreshToken copied = token("1");
        session.renew(copied, START);
        session.endIfReused(copied, START);

        assertThat(session.renew(token("2"), START)).isFalse();
    }

    @Test
    void tellsOfAReuseOnce() {
        RefreshToken copied = token("1");
        session.renew(copied, START);
        session.endIfReused(copied, START);

        assertThat(session.endIfReused(copied, START)).isFalse();
    }

    @Test
    void doesNotEndByATokenThatIsGood() {
        assertThat(session.endIfReused(token("1"), START)).isFalse();
        assertThat(session.isAlive(START)).isTrue();
    }

    @Test
    void endsThirtyDaysAfterItsLastRenewal() {
        Instant renewed = START.plus(DAY.multipliedBy(29));
        session.renew(token("1"), renewed);
        Instant end = renewed.plus(DAY.multipliedBy(30));

        assertThat(session.renew(token("2"), end)).isFalse();
        assertThat(session.renew(token("2"), end.minusMillis(1))).isTrue();
    }

    @Test
    void doesNotSpendATokenThatComesTooLate() {
        RefreshToken late = token("1");
        session.renew(late, START.plus(DAY.multipliedBy(31)));

        assertThat(late.spend(START)).isTrue();
    }
}
