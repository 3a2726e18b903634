package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.work.OneByOne;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.UserEvent.UserChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How other services hear of the users of earlier versions, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class IntroductionsContract {
    private final OutboxInMemory outbox = new OutboxInMemory();
    private final Users users = new Users();
    private final Introductions introductions = new Introductions();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        users.entities = database.entities();
        users.outbox = outbox;
        introductions.entities = database.entities();
        introductions.users = users;
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run(() -> {
            database.entities().createNativeQuery("delete from account").executeUpdate();
            database.entities().createNativeQuery("delete from introduction").executeUpdate();
        });
        outbox.told.clear();
    }

    @Test
    void eachUserIsToldOfOnceHoweverManyInstancesThereAre() throws Exception {
        List<UserChanged> expected = IntStream.range(0, 250)
                .mapToObj(i -> ofEarlier("user" + i))
                .map(user -> new UserChanged(
                        user.id(),
                        user.username(),
                        user.profile().email(),
                        user.profile().locale()))
                .toList();
        Callable<Boolean> instance = () -> {
            boolean more = true;
            while (more) {
                more = makeSome();
            }
            return true;
        };

        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> done : instances.invokeAll(List.of(instance, instance, instance, instance))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            instances.shutdown();
        }
        assertThat(makeSome()).isFalse();

        assertThat(outbox.told).hasSize(250).containsAll(expected);
    }

    @Test
    void whoRegistersNowIsNotToldOfASecondTimeAndWhoWasDeletedNotAtAll() {
        add("new");
        User deleted = ofEarlier("deleted");
        database.run(() -> users.lock(deleted.id()).orElseThrow().delete(Instant.EPOCH));

        assertThat(makeSome()).isTrue();
        assertThat(makeSome()).isFalse();

        assertThat(outbox.told).isEmpty();
    }

    @Test
    void whatCannotBeToldIsStillDue() {
        User user = ofEarlier("late");
        users.outbox = new OutboxThatFails();
        assertThatThrownBy(this::makeSome).isInstanceOf(IllegalStateException.class);
        users.outbox = outbox;

        assertThat(makeSome()).isTrue();

        assertThat(outbox.told)
                .extracting(told -> ((UserChanged) told).userId())
                .containsExactly(user.id());
    }

    @Test
    void oneWhoCannotBeToldOfKeepsNobodyElseWaiting() {
        List<UUID> all =
                Stream.of("a", "b", "c").map(this::ofEarlier).map(User::id).toList();
        UUID stubborn = database.call(introductions::due).get(0);
        users.outbox = new Outbox() {
            @Override
            public void add(Topic topic, UUID subject, Record data) {
                if (subject.equals(stubborn)) {
                    throw new IllegalStateException("on purpose");
                }
                outbox.add(topic, subject, data);
            }
        };
        assertThatThrownBy(this::makeSome).hasMessageContaining("1 of 3");
        users.outbox = outbox;

        assertThat(outbox.told).hasSize(2);
        assertThat(database.call(introductions::due)).containsExactly(stubborn);
        assertThat(all).contains(stubborn);
    }

    private static final class OutboxThatFails extends Outbox {
        @Override
        public void add(Topic topic, UUID subject, Record data) {
            throw new IllegalStateException("changed at the same time");
        }
    }

    /** As an instance does it once a minute; false when nobody was left. */
    private boolean makeSome() {
        List<UUID> due = database.call(introductions::due);
        OneByOne.doAll(due, id -> database.run(() -> introductions.make(id)));
        return !due.isEmpty();
    }

    private User ofEarlier(String name) {
        User user = add(name);
        database.run(() -> database.entities()
                .createNativeQuery("insert into introduction (user_id) values (:id)")
                .setParameter("id", user.id())
                .executeUpdate());
        return user;
    }

    private User add(String name) {
        User user = new User(new NewUser(name, name + "@example.org", "correct horse"), "hash", Instant.EPOCH);
        database.run(() -> users.add(user, User::id));
        outbox.told.clear();
        return user;
    }
}
