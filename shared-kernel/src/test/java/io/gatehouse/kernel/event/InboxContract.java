package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.Effect;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.fixture.Nobody;
import io.gatehouse.kernel.fixture.Some;
import io.gatehouse.kernel.identity.Actor;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An inbox on a database of its own for each test, events, and the one effect that they have. */
abstract class InboxContract {
    static final int SESSIONS = 6;

    final Hands clock = new Hands();
    private final UUID subject = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // made before each test
    Database database;

    record Changed(String what) {}

    abstract DataSource dataSource();

    @BeforeEach
    void migrate() {
        database = new Database(dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    Effects effects(EntityManager entities, Actor actor, BiConsumer<EntityManager, String> effect) {
        EventEffect bean =
                event -> effect.accept(entities, event.dataAs(Changed.class).what());
        return new Beans(entities, clock, actor, new Nobody<OutboxFilled>(), new Some<>(List.of(bean)))
                .get(Effects.class);
    }

    DeadLetters letters(EntityManager entities) {
        return new Beans(entities, clock).get(DeadLetters.class);
    }

    void insert(EntityManager entities, String what) {
        entities.persist(new Effect(what));
    }

    List<String> effects() {
        return database.list("select e.what from Effect e order by e.id", String.class);
    }

    long notes() {
        return database.one("select count(d) from DeadLetter d", Long.class);
    }

    CloudEvent event(String what) {
        return CloudEvent.of("/probe", new Changed(what), subject, clock.instant(), null);
    }
}
