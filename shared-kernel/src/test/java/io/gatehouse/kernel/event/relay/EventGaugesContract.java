package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.testing.Gauges;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gauges tell on every database. */
abstract class EventGaugesContract {
    record Changed() {}

    private final Hands clock = new Hands();
    private final Gauges gauges = new Gauges();

    @SuppressWarnings("NullAway.Init") // made before each test
    private Database database;

    abstract DataSource dataSource();

    @BeforeEach
    void migrate() {
        database = new Database(dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellNothingWhenNothingWaits() {
        update();

        assertThat(gauges.names())
                .containsExactlyInAnyOrder(
                        "gatehouse_outbox_lag_seconds",
                        "gatehouse_outbox_pending",
                        "gatehouse_outbox_refused",
                        "gatehouse_dead_letters")
                .allSatisfy(name -> assertThat(gauges.figure(name)).isZero());
    }

    @Test
    void tellHowManyWaitAndHowLongTheOldestDoes() {
        add(false);
        clock.forward(Duration.ofSeconds(7));
        add(true);
        clock.forward(Duration.ofMillis(500));
        kill("order-1");

        update();
        clock.forward(Duration.ofSeconds(2));

        assertThat(gauges.figure("gatehouse_outbox_pending")).isEqualTo(2);
        assertThat(gauges.figure("gatehouse_outbox_refused")).isEqualTo(1);
        assertThat(gauges.figure("gatehouse_dead_letters")).isEqualTo(1);
        // Time goes on for who waits, also when nobody counts.
        assertThat(gauges.figure("gatehouse_outbox_lag_seconds")).isEqualTo(9.5);
    }

    @Test
    void areWhatTheAlertsOfTheServicesAreAboutAndTheDashboardShowsThemBesideWhatServicesCount() throws IOException {
        update();
        new Beans(gauges.registry(), new Addressee()).get(BrokerState.class).ask();
        List<String> figures = new ArrayList<>(gauges.names());
        figures.addAll(Observability.documentedCounters());

        assertThat(Observability.alerts()).containsExactlyInAnyOrderElementsOf(gauges.names());
        assertThat(Observability.panels()).containsExactlyInAnyOrderElementsOf(figures);
    }

    @Test
    void standBesideCountersThatAreDocumentedAndMade() throws IOException {
        assertThat(Observability.documentedCounters())
                .contains("gatehouse_users_registrations_total", "gatehouse_orders_total")
                .isSubsetOf(Observability.countersInCode());
    }

    private void add(boolean refused) {
        database.doInTransaction(entities -> {
            OutboxEntry entry = new OutboxEntry(
                    Topic.TASK_EVENTS,
                    CloudEvent.of("/probe", new Changed(), UUID.randomUUID(), clock.instant(), null));
            if (refused) {
                entry.refused(clock.instant());
            }
            entities.persist(entry);
        });
    }

    private void kill(String subject) {
        Letter letter = new Letter(UUID.randomUUID(), "t", "T", subject, "{}");
        database.doInTransaction(
                entities -> new Beans(entities, clock).get(DeadLetters.class).givenUp(letter, "x"));
    }

    private void update() {
        database.doInTransaction(this::update);
    }

    private void update(EntityManager entities) {
        new Beans(entities, clock, gauges.registry()).get(EventGauges.class).update();
    }
}
