package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the signing keys and what is only on record, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyHistoryContract {
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
        outbox.told.clear();
        outbox.audited.clear();
        database.run(
                () -> database.entities().createQuery("delete from SigningKey").executeUpdate());
    }

    private SigningInstance started() {
        return new SigningInstance(database, clock, outbox, ROTATION, directory);
    }

    @Test
    void whatHappensToKeysIsToldAndOnRecord() {
        SigningInstance here = started();
        Instant start = clock.instant();

        String first = here.signs();
        String second = here.rotate();
        here.withdraw(first);
        clock.advance(Duration.ofMinutes(1));
        here.withdraw(second);
        String third = here.signs();

        assertThat(outbox.told)
                .containsExactly(
                        new KeyEvent.SigningKeyPublished(first, start),
                        new KeyEvent.SigningKeyPublished(second, start.plus(Duration.ofMinutes(10))),
                        new KeyEvent.SigningKeyWithdrawn(first),
                        new KeyEvent.SigningKeyPublished(second, start),
                        new KeyEvent.SigningKeyWithdrawn(second),
                        new KeyEvent.SigningKeyPublished(third, start.plus(Duration.ofMinutes(1))));
    }

    @Test
    void whatNobodyNeedsToHearOfIsOnRecordAlone() {
        SigningInstance here = started();
        String first = here.signs();
        String second = here.rotate();
        Instant signsUntil = clock.instant().plus(Duration.ofMinutes(10));
        assertThat(outbox.audited).containsExactly(new KeyEvent.SigningKeyFollowed(first, signsUntil));

        clock.advance(Duration.ofMinutes(30));
        here.upkeep();

        assertThat(outbox.audited)
                .containsExactly(
                        new KeyEvent.SigningKeyFollowed(first, signsUntil), new KeyEvent.SigningKeyDeleted(first));
        assertThat(outbox.told).hasOnlyElementsOfType(KeyEvent.SigningKeyPublished.class);
        assertThat(here.signs()).isEqualTo(second);
    }

    @Test
    void oneInstanceOfManyDeletesAKeyAndPutsThatOnRecord() throws Exception {
        String first = started().signs();
        started().rotate();
        clock.advance(Duration.ofMinutes(30));
        outbox.audited.clear();
        List<Callable<Boolean>> sweeps = IntStream.range(0, 8)
                .mapToObj(i -> started())
                .map(instance -> (Callable<Boolean>) () -> {
                    instance.upkeep();
                    return true;
                })
                .toList();

        ExecutorService instances = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> swept : instances.invokeAll(sweeps)) {
                assertThat(swept.get()).isTrue();
            }
        } finally {
            instances.shutdown();
        }

        assertThat(outbox.audited).containsExactly(new KeyEvent.SigningKeyDeleted(first));
        assertThat(database.count("SigningKey")).isEqualTo(1);
    }

    /** Instances rotate, withdraw, come and go at random times: what is on record makes the very rows that there are. */
    @Test
    void everyChangeOfAKeyIsOnRecord() {
        Random random = new Random(20260104);
        List<SigningInstance> instances = List.of(started(), started());
        for (int step = 0; step < 300; step++) {
            clock.advance(random.nextInt(40) == 0 ? ROTATION : Duration.ofSeconds(random.nextInt(600)));
            SigningInstance instance = instances.get(random.nextInt(2));
            instance.signs();
            switch (random.nextInt(10)) {
                case 0 -> tolerantly(instance::rotate);
                case 1 -> tolerantly(() -> instance.withdraw(anyOf(instance.publishes(), random)));
                default -> instance.upkeep();
            }
            assertThat(rows()).as("step " + step).isEqualTo(replayed());
        }
        assertThat(outbox.audited)
                .hasAtLeastOneElementOfType(KeyEvent.SigningKeyFollowed.class)
                .hasAtLeastOneElementOfType(KeyEvent.SigningKeyDeleted.class);
        assertThat(outbox.told).hasAtLeastOneElementOfType(KeyEvent.SigningKeyWithdrawn.class);
    }

    /** One key waits already, or the other instance has just withdrawn it. */
    private static void tolerantly(Runnable work) {
        try {
            work.run();
        } catch (ProblemException refused) {
            assertThat(refused.problem().code()).isIn("ROTATION_UNDER_WAY", "NOT_FOUND");
        }
    }

    private static String anyOf(Set<String> kids, Random random) {
        return kids.stream()
                .sorted()
                .skip(random.nextInt(kids.size()))
                .findFirst()
                .orElseThrow();
    }

    /** From when until when a key signs. */
    private record Life(Instant from, Instant until) {}

    private Map<String, Life> rows() {
        return database
                .call(() -> database.entities()
                        .createQuery("select k.kid, k.signsFrom, k.signsUntil from SigningKey k", Object[].class)
                        .getResultList())
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> new Life((Instant) row[1], (Instant) row[2])));
    }

    /** A key signs for as long as it may, unless something else is on record. */
    private Map<String, Life> replayed() {
        Map<String, Life> lives = new HashMap<>();
        Stream.concat(outbox.told.stream(), outbox.audited.stream()).forEach(event -> {
            if (event instanceof KeyEvent.SigningKeyPublished published) {
                Instant from = published.signsFrom();
                lives.merge(
                        published.kid(),
                        new Life(from, from.plus(ROTATION).plus(KeyTimes.SLACK)),
                        (first, again) -> new Life(from, first.until()));
            } else if (event instanceof KeyEvent.SigningKeyFollowed followed) {
                lives.computeIfPresent(followed.kid(), (kid, life) -> new Life(life.from(), followed.signsUntil()));
            } else if (event instanceof KeyEvent.SigningKeyWithdrawn withdrawn) {
                lives.remove(withdrawn.kid());
            } else if (event instanceof KeyEvent.SigningKeyDeleted deleted) {
                lives.remove(deleted.kid());
            }
        });
        return lives;
    }
}
