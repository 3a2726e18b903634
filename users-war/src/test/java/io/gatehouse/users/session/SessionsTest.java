package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions on the migrated schema, which Hibernate validates. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SessionsTest {
    private static final Instant START = Instant.parse("2026-01-02T08:00:00Z");

    private final Sessions sessions = new Sessions();
    private final UUID alice = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private SessionFactory database;

    @BeforeEach
    void open() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Configuration configuration =
                new Configuration().addAnnotatedClass(Session.class).addAnnotatedClass(RefreshToken.class);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source);
        configuration.setProperty(AvailableSettings.HBM2DDL_AUTO, "validate");
        database = configuration.buildSessionFactory();
        database.inTransaction(entities -> entities.createNativeMutationQuery("insert into account values"
                        + " (:id, 'alice', 'alice', 'alice@example.org', 'hash', false, current_timestamp, 0)")
                .setParameter("id", alice)
                .executeUpdate());
        at(START);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void at(Instant now) {
        sessions.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return database.fromTransaction(entities -> {
            sessions.entities = entities;
            return work.get();
        });
    }

    private String start() {
        return inTransaction(() -> sessions.start(alice));
    }

    private Optional<Renewal> renew(String refreshToken) {
        return inTransaction(() -> sessions.renew(refreshToken));
    }

    private long count(String entity) {
        try (EntityManager entities = database.createEntityManager()) {
            return entities.createQuery("select count(*) from " + entity, Long.class)
                    .getSingleResult();
        }
    }

    @Test
    void goOnFromTokenToToken() {
        Renewal second = renew(start()).orElseThrow();
        Renewal third = renew(second.refreshToken()).orElseThrow();

        assertThat(List.of(second.userId(), third.userId())).containsOnly(alice);
        assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
        assertThat(count("Session")).isEqualTo(1);
    }

    @Test
    void knowNoOtherTokens() {
        start();

        assertThat(renew(RefreshSecret.random(new SecureRandom()).text())).isEmpty();
        assertThat(renew("")).isEmpty();
        assertThat(renew("\0")).isEmpty();
    }

    @Test
    void endForGoodWhenASpentTokenComesAgain() {
        String first = start();
        String second = renew(first).orElseThrow().refreshToken();

        assertThat(renew(first)).isEmpty();
        assertThat(renew(second)).isEmpty();
    }

    @Test
    void doNotEndWithAnotherSessionOfTheSameUser() {
        String other = start();
        String first = start();
        renew(first);
        renew(first);

        assertThat(renew(other)).isPresent();
    }

    @Test
    void endThirtyDaysAfterTheLastRenewal() {
        String first = start();
        at(START.plus(Duration.ofDays(29)));
        String second = renew(first).orElseThrow().refreshToken();

        at(START.plus(Duration.ofDays(59)));
        assertThat(renew(second)).isEmpty();
    }

    @Test
    void areForgottenWithTheirTokensOnceTheyHaveExpired() {
        renew(start());
        at(START.plus(Duration.ofDays(20)));
        String alive = start();
        at(START.plus(Duration.ofDays(31)));

        assertThat(inTransaction(sessions::forgetExpired)).isEqualTo(1);

        assertThat(count("Session")).isEqualTo(1);
        assertThat(count("RefreshToken")).isEqualTo(1);
        assertThat(renew(alive)).isPresent();
    }

    @Test
    void keepNothingThatCouldBePresented() {
        String token = start();

        try (EntityManager entities = database.createEntityManager()) {
            assertThat(entities.createQuery("select t.hash from RefreshToken t", String.class)
                            .getResultList())
                    .containsExactly(new RefreshSecret(token).hash());
        }
    }
}
