package io.gatehouse.users;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.session.AccessTokens;
import io.gatehouse.users.session.Renewal;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.session.TokenAnswer;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a password becomes tokens, and a refresh token new ones. */
@Path("/auth")
@ApplicationScoped
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class AuthResource {
    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    Sessions sessions;

    @Inject
    AccessTokens accessTokens;

    @Inject
    UserMetrics metrics;

    @POST
    @Path("/login")
    @Operation(summary = "Log in with a password")
    public Response login(@NotNull @Valid Credentials given) {
        Optional<User> user = given.among(users);
        boolean right =
                passwords.matches(given.password(), user.map(User::passwordHash).orElse(null));
        metrics.loggedIn(right);
        User known = user.filter(any -> right)
                .orElseThrow(() -> refusal("INVALID_CREDENTIALS", "The name or the password is wrong."));
        return answer(known, sessions.start(known.id()));
    }

    @POST
    @Path("/refresh")
    @Operation(summary = "Exchange a refresh token for new tokens; it cannot be used again")
    public Response refresh(@NotNull @Valid RefreshRequest given) {
        Renewal renewal = sessions.renew(given.refresh_token()).orElseThrow(AuthResource::invalidRefreshToken);
        User user = users.find(renewal.userId()).orElseThrow(AuthResource::invalidRefreshToken);
        return answer(user, renewal.refreshToken());
    }

    private Response answer(User user, String refreshToken) {
        TokenAnswer tokens = TokenAnswer.of(accessTokens.issue(user.subject()), refreshToken);
        return Response.ok(tokens).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static ProblemException invalidRefreshToken() {
        return refusal("INVALID_REFRESH_TOKEN", "The refresh token is unknown, spent, expired or revoked.");
    }

    private static ProblemException refusal(String code, String detail) {
        return new ProblemException(Problem.of(401, code, detail));
    }
}
