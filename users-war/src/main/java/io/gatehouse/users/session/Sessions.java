package io.gatehouse.users.session;

import io.gatehouse.users.secret.Secret;
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
    private static final int BATCH = 10_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** Begins a session. */
    public Renewal start(UUID userId) {
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
        String hash = new Secret(refreshToken).hash();
        return sessionOf(hash).flatMap(sessionId -> renew(sessionId, hash));
    }

    /** Ends the session of a refresh token, spent or not; one that is unknown ends nothing. */
    public void end(String refreshToken) {
        sessionOf(new Secret(refreshToken).hash())
                .ifPresent(sessionId -> entities.createQuery("delete from Session s where s.id = :id")
                        .setParameter("id", sessionId)
                        .executeUpdate());
    }

    /** Ends all sessions of a user; a renewal that comes at the same time ends with its session. */
    public int endAllOf(UUID userId) {
        return entities.createQuery("delete from Session s where s.userId = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    /** Whether access tokens of this session are to be trusted still. */
    public boolean isAlive(UUID sessionId) {
        Session session = entities.find(Session.class, sessionId);
        return session != null && session.isAlive(clock.instant());
    }

    /** What is known of a refresh token that is good; looking does not spend it. */
    public Optional<RefreshTokenState> look(String refreshToken) {
        RefreshToken token = entities.find(RefreshToken.class, new Secret(refreshToken).hash());
        if (token == null || token.isSpent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(entities.find(Session.class, token.sessionId()))
                .filter(session -> session.isAlive(clock.instant()))
                .map(session -> new RefreshTokenState(
                        session.userId(), session.id(), session.startedAt(), session.expiresAt()));
    }

    /**
     * Deletes old tokens, and the sessions that nobody can renew any more: some of them, so that it never takes long. True
     * when there may be more.
     */
    public boolean forgetExpired() {
        return forgetExpired(BATCH);
    }

    /** Tokens first: one session may have thousands, all of them old when it has expired. */
    boolean forgetExpired(int most) {
        Instant now = clock.instant();
        int tokens = entities.createNativeQuery(
                        "delete from refresh_token where hash in (select hash from refresh_token"
                                + " where issued_at < :old order by issued_at fetch first " + most + " rows only)")
                .setParameter("old", now.minus(Session.LIFETIME))
                .executeUpdate();
        if (tokens == most) {
            return true;
        }
        return entities.createNativeQuery("delete from login_session where id in (select id from login_session"
                                + " where expires_at < :now order by expires_at fetch first " + most + " rows only)")
                        .setParameter("now", now)
                        .executeUpdate()
                == most;
    }

    private Optional<UUID> sessionOf(String hash) {
        return entities.createQuery("select t.sessionId from RefreshToken t where t.hash = :hash", UUID.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
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
        return outcome == Session.Outcome.RENEWED ? Optional.of(issue(session, now)) : Optional.empty();
    }

    private Renewal issue(Session session, Instant now) {
        Secret secret = Secret.random(random);
        entities.persist(new RefreshToken(secret, session.id(), now));
        return new Renewal(session.userId(), session.id(), secret.text());
    }
}
