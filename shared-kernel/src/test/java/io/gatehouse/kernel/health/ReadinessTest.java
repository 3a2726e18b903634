package io.gatehouse.kernel.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.relay.BrokerState.Reachability;
import io.gatehouse.kernel.event.relay.Relays;
import io.gatehouse.kernel.fixture.Database;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ReadinessTest {
    ReadinessTest() {
        HealthCheckResponse.setResponseProvider(HealthAnswers::new);
    }

    @Test
    void aServiceIsReadyWithItsDatabaseAndItsBroker() {
        try (Database database = new Database(Database.h2())) {
            database.doInTransaction(entities -> {
                HealthCheckResponse check = readiness(entities, false).call();
                Response answer = resource(entities, false).ready();

                assertThat(check.getName()).isEqualTo("probe-database");
                assertThat(check.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
                assertThat(check.getData()).hasValue(Map.of("broker", "UP"));
                assertThat(answer.getStatus()).isEqualTo(200);
                assertThat(answer.getEntity()).isEqualTo(body("UP", Reachability.UP));
            });
        }
    }

    /** It goes on accepting work, whose events wait. */
    @Test
    void aServiceIsReadyWithoutItsBrokerAndSaysSo() {
        try (Database database = new Database(Database.h2())) {
            database.doInTransaction(entities -> {
                HealthCheckResponse check = readiness(entities, true).call();
                Response answer = resource(entities, true).ready();

                assertThat(check.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
                assertThat(check.getData()).hasValue(Map.of("broker", "DOWN"));
                assertThat(answer.getStatus()).isEqualTo(200);
                assertThat(answer.getEntity()).isEqualTo(body("UP", Reachability.DOWN));
            });
        }
    }

    @Test
    void aServiceIsNotReadyWithoutItsDatabase() {
        AtomicBoolean away = new AtomicBoolean();
        try (Database database = new Database(sometimes(Database.h2(), away));
                EntityManager entities = database.entities()) {
            away.set(true);
            HealthCheckResponse check = readiness(entities, false).call();
            Response answer = resource(entities, false).ready();

            assertThat(check.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getEntity()).isEqualTo(body("DOWN", Reachability.UP));
        }
    }

    private static DataSource sometimes(DataSource there, AtomicBoolean away) {
        return (DataSource) Proxy.newProxyInstance(
                ReadinessTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("away on purpose");
                    }
                    return method.invoke(there, arguments);
                });
    }

    private static Map<String, Object> body(String status, Reachability broker) {
        return Map.of("status", status, "checks", Map.of("database", status), "data", Map.of("broker", broker));
    }

    private static HealthResource resource(EntityManager entities, boolean brokerAway) {
        HealthResource resource = new HealthResource();
        resource.readiness = readiness(entities, brokerAway);
        resource.broker = resource.readiness.broker;
        return resource;
    }

    private static DatabaseReadiness readiness(EntityManager entities, boolean brokerAway) {
        DatabaseReadiness readiness = new DatabaseReadiness();
        readiness.entities = entities;
        readiness.service = "probe";
        readiness.broker = Relays.asked(brokerAway);
        return readiness;
    }
}
