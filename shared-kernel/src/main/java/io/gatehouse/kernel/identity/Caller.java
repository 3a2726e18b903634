package io.gatehouse.kernel.identity;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The user for whom the gateway calls, as its internal token says. */
@RequestScoped
public class Caller {
    /** The role of every registered user. */
    public static final String USER = "user";
    /** The role of those who run the system. */
    public static final String ADMIN = "admin";

    @Inject
    JsonWebToken token;

    /** The user's id, the same in all services; 403 for a subject that another issuer has named. */
    public UUID id() {
        try {
            return UUID.fromString(token.getSubject());
        } catch (IllegalArgumentException stranger) {
            throw new ProblemException(
                    Problem.of(403, "UNKNOWN_SUBJECT", "The token's subject is not a user of this system."));
        }
    }

    /** Whether the request came with a token; there is none on a public address, and none in a consumer. */
    boolean isKnown() {
        return token.getSubject() != null;
    }

    /** Whether the caller runs the system. */
    public boolean isAdmin() {
        Set<String> groups = token.getGroups();
        return groups != null && groups.contains(ADMIN);
    }
}
