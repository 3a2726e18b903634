package io.gatehouse.users.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.session.AccessTokens;
import io.gatehouse.users.session.RefreshTokenState;
import io.gatehouse.users.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is good at this moment: an access token is not when its session has ended, its user is disabled or
 * deleted, or its client is gone, though its signature and times are.
 */
@ApplicationScoped
public class Introspection {
    @Inject
    AccessTokens accessTokens;

    @Inject
    Sessions sessions;

    @Inject
    Users users;

    @Inject
    Clients clients;

    /** Empty for a token that is not active, whatever it is. */
    Optional<TokenState> of(String token) {
        Optional<JWTClaimsSet> claims = accessTokens.check(token);
        return claims.isPresent()
                ? claims.flatMap(this::ofAccessToken)
                : sessions.look(token).flatMap(this::ofRefreshToken);
    }

    private Optional<TokenState> ofAccessToken(JWTClaimsSet claims) {
        UUID subject = UUID.fromString(claims.getSubject());
        if (claims.getClaim("client_id") != null) {
            return clients.find(subject).map(client -> state(claims, null, (String) claims.getClaim("scope")));
        }
        return users.find(subject)
                .filter(user -> user.mayLogIn() && sessions.isAlive(UUID.fromString(text(claims, "sid"))))
                .map(user -> state(claims, user, null));
    }

    private Optional<TokenState> ofRefreshToken(RefreshTokenState state) {
        return users.find(state.userId())
                .filter(User::mayLogIn)
                .map(user -> new TokenState(
                        true,
                        user.id().toString(),
                        user.username(),
                        null,
                        null,
                        user.roles(),
                        null,
                        state.startedAt().getEpochSecond(),
                        state.expiresAt().getEpochSecond(),
                        null,
                        null,
                        null));
    }

    private static TokenState state(JWTClaimsSet claims, @Nullable User user, @Nullable String scope) {
        return new TokenState(
                true,
                claims.getSubject(),
                user == null ? null : user.username(),
                user == null ? claims.getSubject() : null,
                scope,
                user == null ? null : user.roles(),
                "Bearer",
                seconds(claims.getIssueTime()),
                seconds(claims.getExpirationTime()),
                claims.getIssuer(),
                String.join(" ", claims.getAudience()),
                claims.getJWTID());
    }

    private static long seconds(Date time) {
        return time.toInstant().getEpochSecond();
    }

    /** We have signed it ourselves, so it is there. */
    private static String text(JWTClaimsSet claims, String name) {
        return String.valueOf(claims.getClaim(name));
    }
}
