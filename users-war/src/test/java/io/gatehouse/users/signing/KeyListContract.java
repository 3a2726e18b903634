package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How administrators find keys on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyListContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SigningInstance instance;

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
        database.run(
                () -> database.entities().createQuery("delete from SigningKey").executeUpdate());
        instance = new SigningInstance(database, clock, new OutboxInMemory(), Duration.ofDays(30), keys);
    }

    @Test
    void eachStateHasTheKeysThatAreInItFromTheFirstMomentToTheLast() {
        String first = instance.signs();
        assertStates(first, SigningKey.State.SIGNING);

        String next = instance.rotate();
        assertStates(first, SigningKey.State.SIGNING);
        assertStates(next, SigningKey.State.PUBLISHED);

        clock.advance(KeyTimes.AHEAD.minusNanos(1_000));
        assertStates(next, SigningKey.State.PUBLISHED);
        clock.advance(Duration.ofNanos(1_000));
        assertStates(first, SigningKey.State.RETIRED);
        assertStates(next, SigningKey.State.SIGNING);

        clock.advance(KeyTimes.OVERLAP.minusNanos(1_000));
        assertStates(first, SigningKey.State.RETIRED);
        clock.advance(Duration.ofNanos(1_000));
        assertStates(first, SigningKey.State.GONE);
        assertStates(next, SigningKey.State.SIGNING);
    }

    @Test
    void theNewestComesFirstUnlessAskedOtherwiseAPageAtATime() {
        String first = instance.signs();
        clock.advance(Duration.ofHours(1));
        String second = instance.rotate();
        clock.advance(Duration.ofHours(1));
        String third = instance.rotate();

        assertThat(walked(null)).containsExactly(third, second, first);
        assertThat(walked("-signsFrom")).containsExactly(third, second, first);
        assertThat(walked("signsFrom")).containsExactly(first, second, third);
        assertThat(walked("publishedFrom")).containsExactly(first, second, third);
        assertThatThrownBy(() -> page(new KeyQuery(20, null, "kid", null))).isInstanceOf(ProblemException.class);
    }

    /** It is listed under its state, as it tells it itself, and under no other. */
    private void assertStates(String kid, SigningKey.State expected) {
        for (SigningKey.State state : SigningKey.State.values()) {
            List<KeyView> found = page(new KeyQuery(20, null, null, state)).items();
            assertThat(found).extracting(KeyView::state).allMatch(state::equals);
            assertThat(found.stream().map(KeyView::kid).anyMatch(kid::equals))
                    .as(state + " of " + kid)
                    .isEqualTo(state == expected);
        }
    }

    private List<String> walked(@Nullable String sort) {
        List<String> kids = new ArrayList<>();
        Page<KeyView> page = page(new KeyQuery(2, null, sort, null));
        page.items().forEach(key -> kids.add(key.kid()));
        while (page.next() != null) {
            String after = String.valueOf(page.next()).replace("after=", "");
            page = page(new KeyQuery(2, after, sort, null));
            page.items().forEach(key -> kids.add(key.kid()));
        }
        return kids;
    }

    private Page<KeyView> page(KeyQuery query) {
        return database.call(() -> instance.store.page(query));
    }
}
