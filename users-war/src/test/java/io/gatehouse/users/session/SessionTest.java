package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.secret.Secret;
import io.gatehouse.users.session.Session.Outcome;
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
        assertThat(session.renew(token("1"), START.plus(DAY))).isEqualTo(Outcome.RENEWED);
        assertThat(session.renew(token("2"), START.plus(DAY.multipliedBy(2)))).isEqualTo(Outcome.RENEWED);
    }

    @Test
    void endsWhenASpentTokenComesAgain() {
        RefreshToken copied = token("1");
        session.renew(copied, START);

        assertThat(session.renew(copied, START)).isEqualTo(Outcome.REUSED);
    }

    @Test
    void endsForTheNewestTokenTooWhenASpentOneComesAgain() {
        RefreshToken copied = token("1");
        session.renew(copied, START);
        session.renew(copied, START);

        assertThat(session.renew(token("2"), START)).isEqualTo(Outcome.OVER);
    }

    @Test
    void tellsOfAReuseOnce() {
        RefreshToken copied = token("1");
        session.renew(copied, START);
        session.renew(copied, START);

        assertThat(session.renew(copied, START)).isEqualTo(Outcome.OVER);
    }

    @Test
    void endsThirtyDaysAfterItsLastRenewal() {
        Instant renewed = START.plus(DAY.multipliedBy(29));
        session.renew(token("1"), renewed);
        Instant end = renewed.plus(DAY.multipliedBy(30));

        assertThat(session.renew(token("2"), end)).isEqualTo(Outcome.OVER);
        assertThat(session.renew(token("2"), end.minusMillis(1))).isEqualTo(Outcome.RENEWED);
    }

    @Test
    void doesNotSpendATokenThatComesTooLate() {
        RefreshToken late = token("1");
        session.renew(late, START.plus(DAY.multipliedBy(31)));

        assertThat(late.spend(START)).isTrue();
    }
}
