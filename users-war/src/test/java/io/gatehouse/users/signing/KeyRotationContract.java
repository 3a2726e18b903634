package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What key rotation promises on every database, with two instances that share the database and the key directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyRotationContract {
    private static final Duration TOKENS_LIVE = Duration.ofMinutes(15);
    private static final Duration SETS_ARE_KEPT = Duration.ofMinutes(5);
    private static final Duration ROTATION = Duration.ofDays(30);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));

    private final OutboxInMemory outbox = new OutboxInMemory();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path directory;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty(@TempDir Path keys) {
        directory = keys;
        database.run(
                () -> database.entities().createQuery("delete from SigningKey").executeUpdate());
    }

    private SigningInstance started(Path keyDirectory) {
        return new SigningInstance(database, clock, outbox, ROTATION, keyDirectory);
    }

    @Test
    void makesOneKeyForAllInstancesThatStartAtOnce() throws Exception {
        List<Callable<String>> starts = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<String>) () -> started(directory).signs())
                .toList();
        ExecutorService instances = Executors.newFixedThreadPool(8);
        try {
            List<String> kids = new ArrayList<>();
            for (Future<String> kid : instances.invokeAll(starts)) {
                kids.add(kid.get());
            }
            assertThat(kids).hasSize(8).containsOnly(kids.get(0));
        } finally {
            instances.shutdown();
        }
    }

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void signsAtOnceAlsoWhileTimePasses() {
        SigningInstance here = started(directory);
        InstantSource ticking = () -> {
            clock.advance(Duration.ofNanos(1_000));
            return clock.instant();
        };
        here.keys.clock = ticking.withZone(ZoneOffset.UTC);
        here.store.clock = here.keys.clock;

        String first = here.signs();
        here.withdraw(first);

        assertThat(here.signs()).isNotEqualTo(first);
    }

    @Test
    void goesOnWithTheKeyFileOfBefore() throws Exception {
        String old = keyFileOfBefore();

        assertThat(started(directory).signs()).isEqualTo(old);
    }

    @Test
    void doesNotBringTheKeyFileBackWhenItsKeyIsWithdrawn() throws Exception {
        String old = keyFileOfBefore();
        SigningInstance here = started(directory);
        here.signs();

        here.withdraw(old);

        assertThat(here.publishes()).hasSize(1).doesNotContain(old);
        assertThat(here.signs()).isNotEqualTo(old);
        assertThat(started(directory).signs()).isEqualTo(here.signs());
    }

    /** Rolled back, for what is on record is deleted by nobody. */
    @Test
    void doesNotBringTheKeyFileBackWhenAllKeysAreGone() throws Exception {
        String old = keyFileOfBefore();
        List<String> signing = new ArrayList<>();

        assertThatThrownBy(() -> database.run(() -> {
                    putOnRecord(old);
                    signing.add(started(directory).signs());
                    throw new IllegalStateException("to be rolled back");
                }))
                .hasMessage("to be rolled back");

        assertThat(signing).hasSize(1).doesNotContain(old);
    }

    private String keyFileOfBefore() throws Exception {
        JWK old = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        Files.writeString(directory.resolve("users.jwk"), old.toJSONString());
        return old.getKeyID();
    }

    private void putOnRecord(String kid) {
        database.entities()
                .createNativeQuery("insert into audit_event (event_id, subject, sequence_number, type, occurred_at,"
                        + " document) values (:id, :keys, 1, 'SigningKeyWithdrawn', current_timestamp, :kid)")
                .setParameter("id", UUID.randomUUID())
                .setParameter("keys", KeyEvent.SUBJECT.toString())
                .setParameter("kid", kid)
                .executeUpdate();
    }

    @Test
    void publishesAKeyTenMinutesBeforeItSignsAndTheOldOneUntilItsTokensHaveExpired() {
        SigningInstance here = started(directory);
        SigningInstance there = started(directory);
        String first = here.signs();
        assertThat(there.signs()).isEqualTo(first);

        String second = here.rotate();
        clock.advance(Duration.ofSeconds(10));
        assertThat(there.publishes()).containsExactlyInAnyOrder(first, second);
        assertThat(there.signs()).isEqualTo(first);

        clock.advance(Duration.ofMinutes(10).minusSeconds(11));
        assertThat(here.signs()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(here.signs()).isEqualTo(second);
        assertThat(there.signs()).isEqualTo(second);

        clock.advance(Duration.ofMinutes(19));
        assertThat(there.publishes()).containsExactlyInAnyOrder(first, second);
        clock.advance(Duration.ofMinutes(1));
        assertThat(there.publishes()).containsExactly(second);
        here.upkeep();
        assertThat(database.count("SigningKey")).isEqualTo(1);
    }

    @Test
    void rotatesByItselfEveryThirtyDaysAndOnceHoweverManyInstancesThereAre() {
        SigningInstance here = started(directory);
        SigningInstance there = started(directory);
        String first = here.signs();
        clock.advance(ROTATION);
        here.upkeep();
        assertThat(database.count("SigningKey")).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        here.upkeep();
        there.upkeep();

        assertThat(database.count("SigningKey")).isEqualTo(2);
        clock.advance(Duration.ofMinutes(10));
        assertThat(there.signs()).isNotEqualTo(first).isEqualTo(here.signs());
    }

    @Test
    void doesNotRotateTwiceAtATime() {
        SigningInstance here = started(directory);
        here.signs();
        here.rotate();

        assertThatThrownBy(here::rotate)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("ROTATION_UNDER_WAY"));
    }

    @Test
    void signsWithAnotherKeyAtOnceWhenOneIsWithdrawn() {
        SigningInstance here = started(directory);
        SigningInstance there = started(directory);
        String first = here.signs();
        there.signs();

        here.withdraw(first);

        String second = here.signs();
        assertThat(second).isNotEqualTo(first);
        assertThat(here.publishes()).containsExactly(second);
        clock.advance(Duration.ofSeconds(10));
        assertThat(there.signs()).isEqualTo(second);
        assertThat(there.publishes()).containsExactly(second);
        assertThatThrownBy(() -> here.withdraw(first)).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesTheKeyThatWaitsWhenTheOneThatSignsIsWithdrawn() {
        SigningInstance here = started(directory);
        String first = here.signs();
        String second = here.rotate();

        here.withdraw(first);

        assertThat(here.signs()).isEqualTo(second);
        assertThat(database.count("SigningKey")).isEqualTo(1);
    }

    @Test
    void startsAfterALongSleepWithANewKey() {
        String old = started(directory).signs();
        clock.advance(Duration.ofDays(60));
        SigningInstance awake = started(directory);

        assertThat(awake.signs()).isNotEqualTo(old);
        assertThat(awake.publishes()).containsExactly(awake.signs());
    }

    /** A container without a kept key directory: each start makes a seal of its own. Tokens are checked all the same. */
    @Test
    void publishesAlsoKeysThatAnotherSealKeepsClosed() {
        SigningInstance here = started(directory.resolve("here"));
        SigningInstance there = started(directory.resolve("there"));

        String ours = here.signs();
        String theirs = there.signs();
        clock.advance(Duration.ofSeconds(10));

        assertThat(theirs).isNotEqualTo(ours);
        assertThat(here.publishes()).containsExactlyInAnyOrder(ours, theirs);
        assertThat(here.signs()).isEqualTo(ours);
        assertThat(there.signs()).isEqualTo(theirs);
    }

    @Test
    void keepsNothingPrivateInTheDatabaseThatCouldBeRead() {
        started(directory).signs();

        Object[] row = (Object[]) database.call(() -> database.entities()
                .createNativeQuery("select public_jwk, sealed_jwk from signing_key", Object[].class)
                .getSingleResult());
        assertThat((String) row[0]).doesNotContain("\"d\"");
        assertThat((String) row[1]).matches("[A-Za-z0-9_.-]+");
    }

    /**
     * Instances rotate, come and go at random times; a verifier keeps each set for five minutes. Whatever they do, it
     * never meets a token of an unknown key, unless a key was withdrawn.
     */
    @Test
    void neverSignsWithAKeyThatAVerifierDoesNotHave() {
        Random random = new Random(20260103);
        List<SigningInstance> instances = new ArrayList<>(List.of(started(directory), started(directory)));
        Map<String, Instant> lastSignedWith = new HashMap<>();
        instances.get(0).signs();
        Set<String> known = instances.get(0).publishes();
        Instant fetched = clock.instant();
        for (int step = 0; step < 800; step++) {
            clock.advance(Duration.ofSeconds(random.nextInt(120)));
            if (random.nextInt(200) == 0) {
                clock.advance(ROTATION);
                instances.forEach(SigningInstance::upkeep);
                known = instances.get(0).publishes();
                fetched = clock.instant();
            }
            SigningInstance instance = instances.get(random.nextInt(instances.size()));
            if (random.nextInt(10) == 0) {
                instance.upkeep();
            }
            if (random.nextInt(50) == 0) {
                tryToRotate(instance);
            }
            if (!clock.instant().isBefore(fetched.plus(SETS_ARE_KEPT))) {
                known = instances.get(random.nextInt(instances.size())).publishes();
                fetched = clock.instant();
            }
            String kid = instance.signs();
            assertThat(known).as("step " + step).contains(kid);
            lastSignedWith.put(kid, clock.instant());
            Set<String> published = instance.publishes();
            lastSignedWith.forEach((used, when) -> {
                if (clock.instant().isBefore(when.plus(TOKENS_LIVE))) {
                    assertThat(published).contains(used);
                }
            });
        }
    }

    private static void tryToRotate(SigningInstance instance) {
        try {
            instance.rotate();
        } catch (ProblemException underWay) {
            assertThat(underWay.problem().code()).isEqualTo("ROTATION_UNDER_WAY");
        }
    }
}
