package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the lockout remembers on every database, and for how long. */
abstract class LockoutMemoryContract extends LockoutSituation {
    @Test
    void beginsAnewAfterADayOfQuiet() {
        String name = newName();
        fail(20, name, HOME);
        clock.advance(Duration.ofHours(24));
        fail(name, HOME, null);

        assertThat(wait(name, HOME, null)).isZero();
    }

    @Test
    void knowsAnAddressForNinetyDaysAndUntilThePasswordChanges() {
        UUID owner = database.account();
        succeed(newName(), HOME, owner);
        assertThat(begin(newName(), HOME, owner).fromKnownAddress()).isTrue();
        assertThat(begin(newName(), HOME, null).fromKnownAddress()).isFalse();
        assertThat(begin(newName(), ELSEWHERE, owner).fromKnownAddress()).isFalse();

        clock.advance(Duration.ofDays(89));
        forgetOld();
        succeed(newName(), HOME, owner);
        clock.advance(Duration.ofDays(89));
        forgetOld();
        assertThat(begin(newName(), HOME, owner).fromKnownAddress()).isTrue();

        clock.advance(Duration.ofDays(2));
        forgetOld();
        assertThat(begin(newName(), HOME, owner).fromKnownAddress()).isFalse();

        succeed(newName(), HOME, owner);
        database.run(() -> lockout.knownAddresses.forgetAllOf(owner));
        assertThat(begin(newName(), HOME, owner).fromKnownAddress()).isFalse();
    }

    @Test
    void forgetsCountersThatCountNoMore() {
        fail(3, newName(), HOME);
        clock.advance(Duration.ofHours(25));
        forgetOld();

        assertThat(database.count("FailedLogins")).isZero();
    }

    @Test
    void forgetsInBatchesAndOnlyWhatIsOld() {
        forgetOld();
        UUID owner = database.account();
        for (int i = 0; i < 3; i++) {
            fail(newName(), HOME, null);
            succeed(newName(), new ClientAddress("203.0.113." + i), owner);
        }
        clock.advance(Duration.ofDays(91));
        fail(newName(), HOME, null);
        succeed(newName(), HOME, owner);
        long failures = database.count("FailedLogins");
        long addresses = database.count("KnownAddress");

        assertThat(database.<Boolean>call(() -> lockout.forgetOld(2))).isTrue();
        assertThat(database.count("FailedLogins")).isEqualTo(failures - 2);
        assertThat(database.count("KnownAddress")).isEqualTo(addresses - 2);
        forgetOld();

        // Each failure has two counters: one of its address, one of all.
        assertThat(database.count("FailedLogins")).isEqualTo(2);
        assertThat(database.count("KnownAddress")).isEqualTo(1);
    }

    private void forgetOld() {
        assertThat(database.<Boolean>call(lockout::forgetOld)).isFalse();
    }

    @Test
    void keepsNothingOfWhatWasTyped() {
        String typed = "my-password-" + UUID.randomUUID();
        fail(typed, HOME, null);

        List<FailedLogins> kept = database.call(() -> lockout.entities
                .createQuery("select f from FailedLogins f", FailedLogins.class)
                .getResultList());
        assertThat(kept).extracting(FailedLogins::counter).allMatch(counter -> counter.matches("[0-9a-f]{64}"));
    }
}
