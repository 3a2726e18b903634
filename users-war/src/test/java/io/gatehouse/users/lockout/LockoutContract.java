package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the lockout promises on every database. Each test has names and addresses of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class LockoutContract {
    private static final ClientAddress HOME = new ClientAddress("192.0.2.1");
    private static final ClientAddress ELSEWHERE = new ClientAddress("198.51.100.1");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final Lockout lockout = new Lockout();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        KnownAddresses known = new KnownAddresses();
        known.entities = database.entities();
        known.clock = clock;
        lockout.entities = database.entities();
        lockout.knownAddresses = known;
        lockout.clock = clock;
    }

    @AfterAll
    void close() {
        database.close();
    }

    private static String newName() {
        return "user-" + UUID.randomUUID();
    }

    private Attempt begin(String name, ClientAddress from, @Nullable UUID user) {
        return database.call(() -> lockout.begin(name, from, user));
    }

    private void fail(String name, ClientAddress from, @Nullable UUID user) {
        Attempt attempt = begin(name, from, user);
        database.run(() -> lockout.failed(attempt));
    }

    private void fail(int times, String name, ClientAddress from) {
        for (int i = 0; i < times; i++) {
            waitAndFail(name, from, null);
        }
    }

    /** Fails as soon as that is allowed. */
    private void waitAndFail(String name, ClientAddress from, @Nullable UUID user) {
        clock.advance(wait(name, from, user));
        fail(name, from, user);
    }

    private void succeed(String name, ClientAddress from, UUID user) {
        Attempt attempt = begin(name, from, user);
        database.run(() -> lockout.succeeded(attempt, user));
    }

    /** Zero when a try is allowed; asking changes nothing. */
    private Duration wait(String name, ClientAddress from, @Nullable UUID user) {
        LockedOutException locked = catchThrowableOfType(
                LockedOutException.class,
                () -> database.run(() -> {
                    lockout.withdrawn(lockout.begin(name, from, user));
                }));
        return locked == null ? Duration.ZERO : Duration.ofSeconds(locked.waitSeconds());
    }

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
    void beginsAnewAfterADayOfQuiet() {
        String name = newName();
        fail(20, name, HOME);
        clock.advance(Duration.ofHours(24));
        fail(name, HOME, null);

        assertThat(wait(name, HOME, null)).isZero();
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
