package io.gatehouse.users.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;

/** All sessions. */
@ApplicationScoped
@Transactional
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class.getName());

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** Begins a session; returns its first refresh token. */
    public String start(UUID userId) {
        Instant now = clock.instant();
        Session session = new Session(userId, now);
        entities.persist(session);
        return issue(session, now);
    }

    /**
     * Exchanges a refresh token for the next one. Empty when it is not the newest one of a session that goes on; that it
     * came a second time is committed, which is why nothing is thrown.
     */
    public Optional<Renewal> renew(String refreshToken) {
        String hash = new RefreshSecret(refreshToken).hash();
        return entities.createQuery("select t.sessionId from RefreshToken t where t.hash = :hash", UUID.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst()
                .flatMap(sessionId -> renew(sessionId, hash));
    }

    /** Deletes the sessions that nobody can renew any more, with their tokens. */
    public int forgetExpired() {
        return entities.createQuery("delete from Session s where s.expiresAt < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The lock on the session lets two who present the same token come one after the other; only then is it read. */
    private Optional<Renewal> renew(UUID sessionId, String hash) {
        Session session = entities.find(Session.class, sessionId, LockModeType.PESSIMISTIC_WRITE);
        RefreshToken presented = session == null ? null : entities.find(RefreshToken.class, hash);
        if (presented == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Session.Outcome outcome = session.renew(presented, now);
        if (outcome == Session.Outcome.REUSED) {
            LOG.warning(() ->
                    "REFRESH_TOKEN_REUSED: session " + sessionId + " of user " + session.userId() + " has ended.");
        }
        return outcome == Session.Outcome.RENEWED
                ? Optional.of(new Renewal(session.userId(), issue(session, now)))
                : Optional.empty();
    }

    private String issue(Session session, Instant now) {
        RefreshSecret secret = RefreshSecret.random(random);
        entities.persist(new RefreshToken(secret, session.id(), now));
        return secret.text();
    }
}
