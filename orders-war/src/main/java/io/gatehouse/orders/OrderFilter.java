package io.gatehouse.orders;

import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which orders a client wants to see: those of which everything is true that it says. */
public class OrderFilter {
    @Parameter(description = "In this state")
    @QueryParam("status")
    @Nullable
    OrderStatus status;

    @Parameter(description = "Of this user; without it administrators see the orders of all users")
    @QueryParam("user")
    @Nullable
    UUID user;

    @Parameter(description = "Placed at this time or later")
    @QueryParam("from")
    @Nullable
    Instant from;

    @Parameter(description = "Placed before this time")
    @QueryParam("to")
    @Nullable
    Instant to;

    /** Those of them that the caller may see; 403 when the caller asks for somebody else's and is no administrator. */
    Selection seenBy(UUID caller, boolean admin) {
        if (!admin && user != null && !user.equals(caller)) {
            List<FieldError> errors = List.of(new FieldError("user", Rule.OWN, "must be the caller"));
            throw new ProblemException(
                    Problem.of(403, "FORBIDDEN", "Only administrators see the orders of others.", errors));
        }
        return Selection.all()
                .andIfGiven("e.userId = :user", "user", admin ? user : caller)
                .andIfGiven("e.status = :status", "status", status)
                .andIfGiven("e.createdAt >= :from", "from", from)
                .andIfGiven("e.createdAt < :to", "to", to);
    }
}
