package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedTransactionMapperTest {
    /** As the server tells of it. */
    private static TransactionalException failed(Throwable why) {
        return new TransactionalException("Managed bean with Transactional annotation: " + why, why);
    }

    private static TransactionalException lostWhileItCommitted() {
        Throwable lost = new XAException("FATAL: terminating connection due to administrator command");
        return failed(new SystemException().initCause(lost));
    }

    private static TransactionalException rolledBack(Throwable before) {
        return failed(new RollbackException("Transaction marked for rollback.").initCause(before));
    }

    private static String code(Response answer) {
        return ((Problem) answer.getEntity()).code();
    }

    /** No 503, which the gateway repeats and which asks to be sent again. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", ""})
    void aChangeWhoseCommitWasLostMayHaveBeenMade(String method) {
        Response answer = FailedTransactionMapper.answer(lostWhileItCommitted(), method, null);

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(code(answer)).isEqualTo("COMMIT_IN_DOUBT");
        assertThat(answer.getHeaderString("Retry-After")).isNull();
        assertThat(answer.getEntity().toString()).doesNotContain("FATAL", "bean");
    }

    @Test
    void isToldAlsoByTheMapperThatKnowsNothingOfTheRequest() {
        assertThat(code(new FailedTransactionMapper().toResponse(lostWhileItCommitted())))
                .isEqualTo("COMMIT_IN_DOUBT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void whatOnlyReadsMayBeSentAgainAlsoThen(String method) {
        Response answer = FailedTransactionMapper.answer(lostWhileItCommitted(), method, null);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
    }

    /** What is written last is written in the commit, and before it. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "57014"})
    void aChangeThatLostItsDatabaseOrItsTimeBeforeTheCommitWasNotMade(String state) {
        Response answer = FailedTransactionMapper.answer(
                rolledBack(new PersistenceException("x", new SQLException("x", state))), "POST", null);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    void norWasOneThatCouldNotBegin() {
        Response answer = FailedTransactionMapper.answer(
                failed(new IllegalStateException(new XAException("start"))), "POST", null);

        assertThat(code(answer)).isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    void twoChangesThatMeetInTheCommitAreAConflict() {
        Response answer = FailedTransactionMapper.answer(rolledBack(new OptimisticLockException()), "PUT", null);

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("CONCURRENT_CHANGE");
    }

    @Test
    void whatNobodyExpectedBeforeTheCommitIsAFailure() {
        Response answer = FailedTransactionMapper.answer(rolledBack(new IllegalStateException("secret")), "POST", null);

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(code(answer)).isEqualTo("INTERNAL");
    }
}
