package io.gatehouse.orders.pricing;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.Problems;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jspecify.annotations.Nullable;

/** Without prices there is no order: the one call of this service that can fail this way is the one to products. */
@Provider
public final class ProductsUnavailableMapper implements ExceptionMapper<FaultToleranceException> {
    static final Problem PROBLEM =
            Problem.of(503, "PRODUCTS_UNAVAILABLE", "Prices cannot be had now; nothing was ordered. Try again later.");

    private static final Logger LOG = Logger.getLogger(ProductsUnavailableMapper.class.getName());

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(FaultToleranceException away) {
        LOG.log(Level.WARNING, () -> PROBLEM.code() + ": " + away);
        return Problems.answer(PROBLEM, headers);
    }
}
