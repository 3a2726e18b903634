package io.gatehouse.users.login;

import io.gatehouse.users.account.UserEvent.SessionEnded;
import io.gatehouse.users.account.UserEvent.SessionEnded.Why;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** How one session ends before its time, in one transaction with its event. */
@ApplicationScoped
@Transactional
public class Logout {
    @Inject
    Users users;

    @Inject
    Sessions sessions;

    /** Ends the session of a refresh token, spent or not; one that is unknown ends nothing. */
    public void end(String refreshToken) {
        end(refreshToken, sessions::end, Why.LOGOUT);
    }

    /** Ends the session of a refresh token that was exchanged before and comes again; any other one ends nothing. */
    public void endIfReused(String refreshToken) {
        end(refreshToken, sessions::endIfReused, Why.REUSE);
    }

    /** The user is locked before the session, as by all who end sessions: they do not wait for each other. */
    private void end(String refreshToken, Function<String, Optional<UUID>> how, Why why) {
        sessions.userOf(refreshToken)
                .flatMap(users::lock)
                .ifPresent(user -> how.apply(refreshToken)
                        .ifPresent(session -> users.tell(new SessionEnded(user.id(), session, why))));
    }
}
