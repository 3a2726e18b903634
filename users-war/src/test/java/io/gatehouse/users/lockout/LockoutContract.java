package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the lockout promises on every database. */
abstract class LockoutContract extends LockoutSituation {
    @Test
    void letsAFewFailuresPass() {
        String name = newName();
        fail(4, name, HOME);

        assertThat(wait(name, HOME, null)).isZero();
    }

    @Test
    void asksForAWaitThatGrowsToAQuarterOfAnHour() {
        String name = newName();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            waitAndFail(name, HOME, null);
            waits.add(wait(name, HOME, null).toSeconds());
        }

        assertThat(waits)
                .containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
    }

    @Test
    void doesNotTellNamesApartByCase() {
        String name = newName();
        fail(5, name, HOME);

        assertThat(wait(name.toUpperCase(Locale.ROOT), HOME, null)).isPositive();
    }

    @Test
    void isNoConcernOfOtherAddressesAndOtherNames() {
        String name = newName();
        fail(20, name, ELSEWHERE);

        assertThat(wait(name, HOME, null)).isZero();
        assertThat(wait(newName(), ELSEWHERE, null)).isZero();
    }

    @Test
    void beginsAnewAfterALogin() {
        String name = newName();
        UUID user = database.account();
        fail(8, name, HOME);
        clock.advance(Duration.ofMinutes(15));
        succeed(name, HOME, user);
        fail(name, HOME, user);

        assertThat(wait(name, HOME, user)).isZero();
    }

    @Test
    void givesOneTryForEachWaitHoweverManyComeAtOnce() {
        String name = newName();
        fail(6, name, HOME);
        clock.advance(Duration.ofSeconds(2));

        begin(name, HOME, null);

        assertThat(wait(name, HOME, null)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void takesATryBackThatWasRightOrNotLookedAt() {
        String name = newName();
        fail(6, name, HOME);
        clock.advance(Duration.ofSeconds(2));
        Attempt busy = begin(name, HOME, null);
        database.run(() -> lockout.withdrawn(busy));

        assertThat(wait(name, HOME, null)).isZero();
        fail(name, HOME, null);
        assertThat(wait(name, HOME, null)).isEqualTo(Duration.ofSeconds(4));
    }

    /** Somebody with a thousand addresses guesses for weeks: the owner logs in from home as if nothing were. */
    @Test
    void letsTheOwnerInFromWhereTheyHaveBeenHoweverManyGuessElsewhere() {
        String name = newName();
        UUID owner = database.account();
        succeed(name, HOME, owner);
        for (int i = 0; i < 120; i++) {
            waitAndFail(name, new ClientAddress("guesser-" + i), owner);
        }

        assertThat(wait(name, new ClientAddress("another guesser"), owner)).isEqualTo(Duration.ofMinutes(5));
        assertThat(wait(name, HOME, owner)).isZero();
        succeed(name, HOME, owner);
        assertThat(wait(name, new ClientAddress("another guesser"), owner)).isPositive();
    }

    @Test
    void makesNobodyWaitMoreThanFiveMinutesAtANewAddress() {
        String name = newName();
        for (int i = 0; i < 130; i++) {
            waitAndFail(name, new ClientAddress("guesser-" + i), null);
            assertThat(wait(name, new ClientAddress("owner"), null)).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void makesTheOwnerWaitAMinuteAtMostWhoseKnownAddressAGuesserShares() {
        String name = newName();
        UUID owner = database.account();
        succeed(name, HOME, owner);
        for (int i = 0; i < 30; i++) {
            waitAndFail(name, HOME, owner);
        }

        assertThat(wait(name, HOME, owner)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isClearedByAnAdministrator() {
        String name = newName();
        String other = newName();
        fail(9, name, HOME);
        fail(9, name, ELSEWHERE);
        fail(9, other, HOME);
        database.run(() -> lockout.clear(List.of(name, "nobody@example.org")));

        assertThat(wait(name, HOME, null)).isZero();
        assertThat(wait(name, ELSEWHERE, null)).isZero();
        assertThat(wait(other, HOME, null)).isPositive();
    }

    /** Many instances fail with few names at once: every failure counts, and nobody waits for each other for good. */
    @Test
    void countsEachFailureOfManyAtOnce() throws Exception {
        List<String> names = List.of(newName(), newName(), newName());
        Random random = new Random(20260102);
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            String name = names.get(i % names.size());
            ClientAddress from = new ClientAddress("address-" + random.nextInt(40) + "-" + i);
            tries.add(() -> {
                fail(name, from, null);
                return true;
            });
        }
        ExecutorService instances = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> done : instances.invokeAll(tries)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            instances.shutdown();
        }

        for (String name : names) {
            int more = 0;
            while (wait(name, new ClientAddress("stranger"), null).isZero()) {
                fail(name, new ClientAddress("more-" + more), null);
                more++;
            }
            assertThat(more).isEqualTo(70);
        }
    }
}
