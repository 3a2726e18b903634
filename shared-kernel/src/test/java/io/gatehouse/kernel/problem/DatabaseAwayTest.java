package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.RollbackException;
import jakarta.resource.spi.ResourceAllocationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.transaction.xa.XAException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {
    private static boolean isAway(Throwable failure) {
        return DatabaseAway.behind(failure).isPresent();
    }

    private static boolean isAway(ThrowingCallable work) {
        return isAway(catchThrowable(work));
    }

    @Test
    void isWhatPostgresSaysThatIsStoppedUnderAConnectionOrBeforeOne() throws SQLException, IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        DataSource database = postgres.getPostgresDatabase();
        try (Connection connection = database.getConnection();
                Statement open = connection.createStatement()) {
            assertThat(isAway(() -> open.execute("select * from nothing"))).isFalse();

            postgres.close();

            assertThat(isAway(() -> open.execute("select 1"))).isTrue();
            assertThat(isAway(() -> open.execute("select 1"))).isTrue();
            assertThat(isAway(database::getConnection)).isTrue();
        } finally {
            postgres.close();
        }
    }

    @Test
    void isWhatPostgresSaysOfAStatementWhoseTimeIsOver() throws SQLException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement open = connection.createStatement()) {
            open.execute("set statement_timeout = 1");
            assertThat(isAway(() -> open.execute("select pg_sleep(10)"))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08003", "08006", "57P01", "57P02", "57P03", "57014", "53300"})
    void isKnownByTheStateOfSql(String state) {
        assertThat(isAway(new IllegalStateException(new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57000", "53100", "42P01", "", "0800"})
    void isNoneOfTheOtherStates(String state) {
        assertThat(isAway(new IllegalStateException(new SQLException("x", state))))
                .isFalse();
    }

    static Stream<Throwable> withoutAState() {
        return Stream.of(
                new SQLException("Error in allocating a connection", new ResourceAllocationException("none is free")),
                new RollbackException(new XAException(XAException.XAER_RMERR)),
                new SQLNonTransientConnectionException("the database has been closed"));
    }

    @ParameterizedTest
    @MethodSource("withoutAState")
    void isKnownByTheClassOfWhatHasNone(Throwable failure) {
        assertThat(isAway(failure)).isTrue();
    }

    @Test
    void isNotWhateverComesOfADatabase() {
        assertThat(isAway(new SQLException("x"))).isFalse();
        assertThat(isAway(new IllegalStateException("08006"))).isFalse();
    }
}
