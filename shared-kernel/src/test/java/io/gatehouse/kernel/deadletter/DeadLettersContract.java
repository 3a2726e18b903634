package io.gatehouse.kernel.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of letters on every database; the third failure is the last here. */
abstract class DeadLettersContract {
    private final Hands clock = new Hands();
    private final Letter letter = letter("order-1");

    @SuppressWarnings("NullAway.Init") // made before each test
    Database database;

    abstract DataSource dataSource();

    @BeforeEach
    void migrate() {
        database = new Database(dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLetterIsDeadAfterItsLastFailure() {
        Instant first = clock.instant();
        assertThat(fail(letter, "first")).isFalse();
        clock.forward(Duration.ofSeconds(1));
        assertThat(fail(letter, "second")).isFalse();
        assertThatThrownBy(() -> view(letter.id())).isInstanceOf(ProblemException.class);
        clock.forward(Duration.ofSeconds(2));

        assertThat(fail(letter, "third")).isTrue();

        assertThat(view(letter.id()))
                .isEqualTo(new DeadLetterView(
                        letter.id(),
                        "order.events",
                        "OrderPlaced",
                        "order-1",
                        3,
                        "third",
                        first,
                        clock.instant(),
                        clock.instant(),
                        "{}"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void staysDeadWhenItIsDeliveredOnceMore() {
        givenUp(letter, "the broker");
        Instant death = clock.instant();
        clock.forward(Duration.ofSeconds(1));

        assertThat(fail(letter, "again")).isTrue();

        assertThat(view(letter.id()).deadAt()).isEqualTo(death);
        assertThat(view(letter.id()).reason()).isEqualTo("again");
    }

    @Test
    void whatTheBrokerGivesUpKeepsTheReasonThatWasNoted() {
        fail(letter, "out of paper");
        Letter unknown = letter("order-2");

        givenUp(letter, "the broker");
        givenUp(unknown, "the broker");

        assertThat(view(letter.id()).reason()).isEqualTo("out of paper");
        assertThat(view(letter.id()).tries()).isEqualTo(1);
        assertThat(view(unknown.id()).reason()).isEqualTo("the broker");
        assertThat(view(unknown.id()).tries()).isZero();
    }

    @Test
    void aReplayThatFailsIsOneMoreFailure() {
        givenUp(letter, "the broker");

        database.doInTransaction(entities -> letters(entities).failedAgain(letter.id(), "still"));

        assertThat(view(letter.id()).tries()).isEqualTo(1);
        assertThat(view(letter.id()).reason()).isEqualTo("still");
    }

    @Test
    void whatAUserWroteGoesWithThemWhateverTheSubjectIs() {
        String user = UUID.randomUUID().toString();
        Letter task = about(user);
        Letter another = about(UUID.randomUUID().toString());
        Letter noEvent = new Letter(UUID.randomUUID(), "task.events", null, null, "[nonsense");
        List.of(task, another, noEvent).forEach(lost -> givenUp(lost, "x"));

        database.doInTransaction(entities -> letters(entities).deleteAllOf(user));

        assertThat(count()).isEqualTo(2);
        assertThatThrownBy(() -> view(task.id())).isInstanceOf(ProblemException.class);
    }

    /** Their column for the user is empty. */
    @Test
    void soDoLettersOfVersionsThatDidNotNoteWhomTheyWereAbout() {
        String user = UUID.randomUUID().toString();
        Letter about = about(user);
        Letter another = about(UUID.randomUUID().toString());
        List.of(about, another).forEach(lost -> givenUp(lost, "x"));
        database.doInTransaction(entities -> entities.createNativeQuery("update dead_letter set user_id = null")
                .executeUpdate());

        database.doInTransaction(entities -> letters(entities).deleteAllOf(user));

        assertThat(count()).isEqualTo(1);
        assertThatThrownBy(() -> view(about.id())).isInstanceOf(ProblemException.class);
    }

    @Test
    void aLetterOrAllOfASubjectCanBeDeleted() {
        Letter other = letter("order-2");
        Letter same = letter("order-2");
        givenUp(letter, "x");
        givenUp(other, "x");
        fail(same, "x");

        database.doInTransaction(entities -> letters(entities).delete(letter.id()));
        assertThat(count()).isEqualTo(1);
        database.doInTransaction(entities -> letters(entities).deleteAllOf("order-2"));

        assertThat(database.one("select count(d) from DeadLetter d", Long.class))
                .isZero();
    }

    @Test
    void keepsWhateverComes() {
        String hostile = "\u0000\uD800 and " + "x".repeat(2_000_000);
        Letter monster = new Letter(UUID.randomUUID(), "t".repeat(100), hostile, hostile, hostile);

        givenUp(monster, hostile);

        DeadLetterView kept = view(monster.id());
        assertThat(kept.reason()).startsWith("\uFFFD\uFFFD and").hasSize(1000);
        assertThat(kept.document()).hasSize(1_000_000);
        assertThat(kept.type()).hasSize(255);
    }

    @Test
    void areListedInTheOrderInWhichTheyFailedFirstOrBackwards() {
        Letter other = letter("order-2");
        fail(letter, "x");
        fail(letter("alive"), "x");
        givenUp(other, "x");
        givenUp(letter, "x");

        assertThat(listed(query -> {})).containsExactly(letter.id(), other.id());
        assertThat(listed(query -> query.sort = "firstFailedAt")).containsExactly(letter.id(), other.id());
        assertThat(listed(query -> query.sort = "-firstFailedAt")).containsExactly(other.id(), letter.id());
        assertThatThrownBy(() -> listed(query -> query.sort = "deadAt")).isInstanceOf(ProblemException.class);
    }

    @Test
    void areListedByWhatFailedWhereAndWhen() {
        Letter task = about(UUID.randomUUID().toString());
        givenUp(letter, "x");
        clock.forward(Duration.ofMinutes(1));
        Instant later = clock.instant();
        givenUp(task, "x");

        assertThat(listed(query -> query.type = "OrderPlaced")).containsExactly(letter.id());
        assertThat(listed(query -> query.type = "OrderPlace")).isEmpty();
        assertThat(listed(query -> query.topic = "task.events")).containsExactly(task.id());
        assertThat(listed(query -> query.subject = "order-1")).containsExactly(letter.id());
        assertThat(listed(query -> query.deadFrom = later)).containsExactly(task.id());
        assertThat(listed(query -> query.deadBefore = later)).containsExactly(letter.id());
        assertThat(listed(query -> {
                    query.type = "TaskCompleted";
                    query.deadBefore = later;
                }))
                .isEmpty();
    }

    private List<UUID> listed(Consumer<DeadLetterQuery> wanted) {
        DeadLetterQuery query = new DeadLetterQuery();
        wanted.accept(query);
        return database.inTransaction(query::read).items().stream()
                .map(DeadLetter::id)
                .toList();
    }

    private boolean fail(Letter failing, String reason) {
        return with(letters -> letters.failed(failing, reason));
    }

    private void givenUp(Letter lost, String reason) {
        database.doInTransaction(entities -> letters(entities).givenUp(lost, reason));
    }

    private DeadLetterView view(UUID id) {
        return with(letters -> letters.get(id).viewWithDocument());
    }

    private long count() {
        return with(DeadLetters::count);
    }

    private <T> T with(Function<DeadLetters, T> work) {
        return database.inTransaction(entities -> work.apply(letters(entities)));
    }

    private DeadLetters letters(jakarta.persistence.EntityManager entities) {
        return new Beans(entities, clock).get(DeadLetters.class);
    }

    /** A letter that names a user, and has another subject. */
    private static Letter about(String user) {
        return new Letter(
                UUID.randomUUID(),
                "task.events",
                "TaskCompleted",
                UUID.randomUUID().toString(),
                "{\"data\":{\"userId\":\"" + user + "\",\"title\":\"See the doctor\"}}");
    }

    private static Letter letter(String subject) {
        return new Letter(UUID.randomUUID(), "order.events", "OrderPlaced", subject, "{}");
    }
}
