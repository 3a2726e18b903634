package io.gatehouse.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.notification.NotificationBeans;
import io.gatehouse.notifications.notification.Notifications;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the feed promises on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FeedContract {
    private static final Duration LONG = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Notifications notifications;

    @SuppressWarnings("NullAway.Init")
    private Feed feed;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        notifications = NotificationBeans.notifications(database, new OutboxInMemory(), clock);
        feed = FeedBeans.feed(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void numbersFollowTheOrderOfCommits() {
        number();
        long before = feed.position();
        UUID user = UUID.randomUUID();
        UUID first = tell(user);
        number();
        UUID second = tell(user);
        number();

        List<FeedEntry> found = feed.between(before, feed.position(), user, 10);
        assertThat(found).extracting(FeedEntry::number).containsExactly(before + 1, before + 2);
        assertThat(found).extracting(entry -> entry.notification().id()).containsExactly(first, second);
        assertThat(feed.between(before + 1, feed.position(), user, 10)).hasSize(1);
        assertThat(feed.between(before, before + 1, user, 10)).hasSize(1);
        assertThat(feed.between(before, feed.position(), UUID.randomUUID(), 10)).isEmpty();
        assertThat(feed.between(before, feed.position())).hasSize(2);
    }

    @Test
    void deletingTheNewestDoesNotGiveItsNumberAgain() {
        UUID user = UUID.randomUUID();
        tell(user);
        number();
        long position = feed.position();
        database.run(() -> notifications.removeAllOf(user));
        tell(user);
        number();

        assertThat(feed.position()).isEqualTo(position + 1);
    }

    @Test
    void aChangeOfANotificationKeepsItsNumber() {
        UUID user = UUID.randomUUID();
        tell(user);
        database.run(() -> database.entities()
                .createQuery("select n from Notification n where n.userId = :user", Object.class)
                .setParameter("user", user)
                .getResultList()
                .forEach(loaded -> {
                    // Numbered by another while it is being changed here.
                    CompletableFuture.runAsync(this::number).join();
                    NotificationBeans.read(notifications, loaded);
                }));

        assertThat(feed.between(0, feed.position(), user, 10)).hasSize(1);
    }

    @Test
    void aRoundWithNothingNewSendsAHandfulOfStatements() {
        Streams streams = FeedBeans.streams(100, 100);
        Distribution distribution = FeedBeans.distribution(feed, streams, clock);
        distribution.round();
        UUID user = UUID.randomUUID();
        for (int i = 0; i < 50; i++) {
            open(streams, user, feed.position());
        }
        distribution.round();

        assertThat(database.statements(distribution::round)).isEqualTo(3);
        tell(user);
        // Besides: a number, the position, and what is new; for fifty streams.
        assertThat(database.statements(distribution::round)).isEqualTo(6);
    }

    /** Writers, and instances that number and read, all at once: whoever reads on from where they were misses nothing. */
    @Test
    void whoeverReadsOnGetsEachOnceAndInOrder() throws Exception {
        number();
        long start = feed.position();
        UUID user = UUID.randomUUID();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService all = Executors.newCachedThreadPool();
        try {
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(all.submit(() -> readAll(start, user, over)));
            }
            Callable<Boolean> writer = () -> {
                IntStream.range(0, 50).forEach(i -> tell(user));
                return true;
            };
            for (Future<Boolean> written : all.invokeAll(List.of(writer, writer, writer, writer))) {
                written.get();
            }
            over.set(true);
            for (Future<List<Long>> read : readers) {
                assertThat(read.get()).hasSize(200).isSorted().doesNotHaveDuplicates();
            }
        } finally {
            all.shutdown();
        }
    }

    private List<Long> readAll(long start, UUID user, AtomicBoolean over) {
        List<Long> read = new ArrayList<>();
        long position = start;
        // Another may be numbering when all is written: its numbers are there a little later.
        long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < latest && !(over.get() && read.size() == 200)) {
            number();
            long newest = feed.position();
            feed.between(position, newest, user, 1_000).forEach(entry -> read.add(entry.number()));
            position = newest;
        }
        return read;
    }

    /** Users with clients that stall, break off and resume at any instance, against what each was told. */
    @Test
    void aClientThatResumesGetsAllOfItsOwnOnceWhateverHappens() {
        Random random = new Random(11);
        List<Streams> streams = List.of(FeedBeans.streams(99, 99), FeedBeans.streams(99, 99));
        List<Distribution> instances = streams.stream()
                .map(one -> FeedBeans.distribution(feed, one, clock))
                .toList();
        instances.forEach(Distribution::round);
        List<Person> people = IntStream.range(0, 5)
                .mapToObj(i -> new Person(streams.get(i % 2)))
                .toList();
        Map<UUID, List<String>> told = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            Person person = people.get(random.nextInt(people.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    for (int n = random.nextInt(60); n >= 0; n--) {
                        told.computeIfAbsent(person.user, user -> new ArrayList<>())
                                .add(tell(person.user).toString());
                    }
                }
                case 2 -> person.client.takes = random.nextInt(5);
                case 3 -> person.client.takes = Integer.MAX_VALUE;
                case 4 -> person.comesBackTo(streams.get(random.nextInt(2)));
                default -> {
                    int at = random.nextInt(2);
                    instances.get(at).round();
                    streams.get(at).tick(clock.instant());
                }
            }
        }
        people.forEach(person -> person.comesBackTo(streams.get(0)));
        boolean more = true;
        while (more) {
            more = instances.get(0).round();
        }

        for (Person person : people) {
            person.client.data().forEach(person.got::add);
            assertThat(person.ids()).isEqualTo(told.getOrDefault(person.user, List.of()));
        }
    }

    /** Somebody with one client after the other, each resuming behind the last event that the one before got. */
    private final class Person {
        final UUID user = UUID.randomUUID();
        final List<String> got = new ArrayList<>();
        Client client = new Client();
        EventStream stream;

        Person(Streams at) {
            stream = open(at, user, feed.position(), client);
            stream.write(clock.instant());
        }

        void comesBackTo(Streams at) {
            long last = client.lastEventId();
            got.addAll(client.data());
            stream.close();
            client = new Client();
            stream = open(at, user, last, client);
            stream.write(clock.instant());
        }

        List<String> ids() {
            return got.stream()
                    .map(data -> data.replaceFirst("^\\{\"id\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }

    private EventStream open(Streams at, UUID user, long position) {
        return open(at, user, position, new Client());
    }

    private EventStream open(Streams at, UUID user, long position, Client client) {
        EventStream stream = new EventStream(user, position, clock.instant().plus(LONG), client, clock.instant());
        stream.write(clock.instant());
        at.add(stream, clock.instant());
        return stream;
    }

    private void number() {
        boolean more = true;
        while (more) {
            more = feed.giveNumbers();
        }
    }

    private UUID tell(UUID user) {
        clock.advance(Duration.ofNanos(1_000));
        return database.call(() -> notifications.tell(user, "TaskCompleted", "Done", "x"));
    }
}
