package io.gatehouse.kernel.problem;

import jakarta.annotation.Priority;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that did not come to its end. The server brings a mapper of its own for these, which fails when a commit
 * meets no database: this one goes before it.
 */
@Provider
@Priority(1)
public final class FailedTransactionMapper implements ExceptionMapper<TransactionalException> {
    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(TransactionalException failed) {
        return UnexpectedExceptionMapper.answer(failed, headers);
    }
}
