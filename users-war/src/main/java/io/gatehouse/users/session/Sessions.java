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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.logging.Logger;

/** All sessions. */
@ApplicationScoped
@Transactional
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class.getName());
    private static final int BATCH = 10_000;

    /** For so long what has expired is kept: a renewal that has begun before needs it until its transaction ends. */
    private static final Duration GRACE = Duration.ofHours(1);

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
     * Exchanges a refresh token for the next one. Empty when it is not the newest one of a session that goes on: {@link
     * #endIfReused} tells whether it came a second time.
     */
    public Optional<Renewal> renew(String refreshToken) {
        String hash = new Secret(refreshToken).hash();
        Instant now = clock.instant();
        return locked(hash)
                .filter(session -> isTrueOf(hash, token -> session.renew(token, now)))
                .map(session -> issue(session, now));
    }

    /** Whose session a refresh token is of, spent or not. */
    public Optional<UUID> userOf(String refreshToken) {
        return entities.createQuery(
                        "select s.userId from RefreshToken t join Session s on s.id = t.sessionId where t.hash = :hash",
                        UUID.class)
                .setParameter("hash", new Secret(refreshToken).hash())
                .getResultStream()
                .findFirst();
    }

    /** Ends the session of a refresh token, spent or not; its id, unless it was over or the token is unknown. */
    public Optional<UUID> end(String refreshToken) {
        Optional<Session> session = locked(new Secret(refreshToken).hash());
        session.ifPresent(entities::remove);
        return session.filter(ended -> ended.isAlive(clock.instant())).map(Session::id);
    }

    /** Ends the session of a refresh token that was spent before; its id, unless it was over or the token is another. */
    public Optional<UUID> endIfReused(String refreshToken) {
        String hash = new Secret(refreshToken).hash();
        Instant now = clock.instant();
        Optional<Session> session =
                locked(hash).filter(alive -> isTrueOf(hash, token -> alive.endIfReused(token, now)));
        session.ifPresent(ended -> LOG.warning(
                () -> "REFRESH_TOKEN_REUSED: session " + ended.id() + " of user " + ended.userId() + " has ended."));
        return session.map(Session::id);
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
        Instant expired = clock.instant().minus(GRACE);
        int tokens = entities.createNativeQuery(
                        "delete from refresh_token where hash in (select hash from refresh_token"
                                + " where issued_at < :old order by issued_at fetch first " + most + " rows only)")
                .setParameter("old", expired.minus(Session.LIFETIME))
                .executeUpdate();
        if (tokens == most) {
            return true;
        }
        return entities.createNativeQuery(
                                "delete from login_session where expires_at < :expired and id in (select id from login_session"
                                        + " where expires_at < :expired order by expires_at fetch first " + most
                                        + " rows only)")
                        .setParameter("expired", expired)
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
    private Optional<Session> locked(String hash) {
        return sessionOf(hash)
                .map(sessionId -> entities.find(Session.class, sessionId, LockModeType.PESSIMISTIC_WRITE));
    }

    private boolean isTrueOf(String hash, Predicate<RefreshToken> what) {
        return Optional.ofNullable(entities.find(RefreshToken.class, hash))
                .filter(what)
                .isPresent();
    }

    private Renewal issue(Session session, Instant now) {
        Secret secret = Secret.random(random);
        entities.persist(new RefreshToken(secret, session.id(), now));
        return new Renewal(session.userId(), session.id(), secret.text());
    }
}
