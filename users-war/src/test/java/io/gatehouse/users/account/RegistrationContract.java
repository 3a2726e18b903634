package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.password.Argon2Cost;
import io.gatehouse.users.password.Passwords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What registration promises on every database to those who register at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class RegistrationContract {
    private static final int MANY = 8;

    private final OutboxInMemory outbox = new OutboxInMemory();
    private final Registration registration = new Registration();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        registration.users = new EachInATransaction();
        registration.users.entities = database.entities();
        registration.users.outbox = outbox;
        registration.clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
        registration.passwords = new Passwords(Argon2Cost.DEFAULT) {
            @Override
            public String hash(String password) {
                return "hash";
            }
        };
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run(() ->
                database.entities().createNativeQuery("delete from account").executeUpdate());
        outbox.told.clear();
    }

    /** As outside a transaction the container would. */
    private final class EachInATransaction extends Users {
        @Override
        public <T> T add(User user, Function<User, T> last) {
            return database.call(() -> super.add(user, last));
        }

        @Override
        public Optional<User> named(String username) {
            return database.call(() -> super.named(username));
        }

        @Override
        public Optional<User> withEmail(String email) {
            return database.call(() -> super.withEmail(email));
        }
    }

    @Test
    void ofManyWhoWantOneNameAtOnceOneGetsItAndTheOthersAreTold() throws Exception {
        List<String> outcomes =
                atOnce(i -> new NewUser(i % 2 == 0 ? "alice" : "ALICE", "alice" + i + "@example.org", "correct horse"));

        assertThat(outcomes).containsOnlyOnce("registered").containsOnly("registered", "USERNAME_TAKEN");
        assertThat(database.count("User")).isEqualTo(1);
        assertThat(outbox.told).hasSize(1);
    }

    @Test
    void ofManyWhoHaveOneEmailAtOnceOneGetsInAndTheOthersAreTold() throws Exception {
        List<String> outcomes = atOnce(i -> new NewUser("alice" + i, "Alice@example.org", "correct horse"));

        assertThat(outcomes).containsOnlyOnce("registered").containsOnly("registered", "EMAIL_TAKEN");
        assertThat(database.count("User")).isEqualTo(1);
        assertThat(outbox.told).hasSize(1);
    }

    @Test
    void thoseWhoWantDifferentNamesAreAllLetIn() throws Exception {
        List<String> outcomes = atOnce(i -> new NewUser("alice" + i, "alice" + i + "@example.org", "correct horse"));

        assertThat(outcomes).containsOnly("registered");
        assertThat(database.count("User")).isEqualTo(MANY);
    }

    private List<String> atOnce(IntFunction<NewUser> wanted) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<Callable<String>> all = IntStream.range(0, MANY)
                    .<Callable<String>>mapToObj(i -> () -> outcome(wanted.apply(i)))
                    .toList();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : threads.invokeAll(all)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private String outcome(NewUser wanted) {
        try {
            return registration.register(wanted, user -> "registered");
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }
}
