package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.RollbackException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnexpectedExceptionMapperTest {
    @Test
    void twoChangesAtOnceAreAConflict() {
        Response answer = new UnexpectedExceptionMapper()
                .toResponse(new RollbackException(new IllegalStateException(new OptimisticLockException())));

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(((Problem) answer.getEntity()).code()).isEqualTo("CONCURRENT_CHANGE");
        assertThat(new UnexpectedExceptionMapper()
                        .toResponse(new PessimisticLockException())
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void aChangeOfAVersionThatWasOvertakenHasFailedItsPrecondition() {
        assertThat(UnexpectedExceptionMapper.conflict("\"3\"").code()).isEqualTo("PRECONDITION_FAILED");
        assertThat(UnexpectedExceptionMapper.conflict("\"3\"").status()).isEqualTo(412);
    }

    /** It asked for any version, and there was one. */
    @Test
    void aChangeOfWhateverVersionThereIsHasNot() {
        assertThat(UnexpectedExceptionMapper.conflict(" * ").code()).isEqualTo("CONCURRENT_CHANGE");
    }

    @Test
    void whatNobodyExpectedTellsTheClientNothing() {
        Response answer = new UnexpectedExceptionMapper().toResponse(new IllegalStateException("secret"));

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getEntity().toString()).contains("INTERNAL").doesNotContain("secret");
    }

    /** Whatever lies around it, and nothing of it is told. */
    @Test
    void aDatabaseThatIsAwayIsNoFailureOfTheService() {
        Response answer = new UnexpectedExceptionMapper()
                .toResponse(new PersistenceException(
                        "Unable to acquire JDBC Connection",
                        new SQLException("Connection to db.internal:5432 refused", "08001")));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(((Problem) answer.getEntity()).code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(answer.getEntity().toString()).doesNotContain("db.internal", "JDBC");
    }
}
