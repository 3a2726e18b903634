package io.gatehouse.kernel.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.relay.BrokerState;
import io.gatehouse.kernel.event.relay.BrokerState.Reachability;
import io.gatehouse.kernel.event.relay.Relays;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.testing.Deployment;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ReadinessTest {
    ReadinessTest() {
        HealthCheckResponse.setResponseProvider(HealthAnswers::new);
    }

    @Test
    void aServiceIsReadyWithItsDatabaseAndItsBroker() {
        inATransaction(entities -> {
            HealthCheckResponse database = database(entities).call();
            HealthCheckResponse broker = broker(false, "true").call();
            Response answer = answer(entities, broker(false, "true"));

            assertThat(database.getName()).isEqualTo("probe-database");
            assertThat(database.getStatus()).isEqualTo(Status.UP);
            assertThat(broker.getName()).isEqualTo("probe-broker");
            assertThat(broker.getStatus()).isEqualTo(Status.UP);
            assertThat(broker.getData()).hasValue(Map.of("broker", "UP"));
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getEntity()).isEqualTo(body("UP", "UP", "UP", Reachability.UP));
        });
    }

    @Test
    void aServiceIsReadyWithoutABrokerThatItDoesNotNeedAndSaysSo() {
        inATransaction(entities -> {
            HealthCheckResponse check = broker(true, "false").call();
            Response answer = answer(entities, broker(true, "false"));

            assertThat(check.getStatus()).isEqualTo(Status.UP);
            assertThat(check.getData()).hasValue(Map.of("broker", "DOWN"));
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getEntity()).isEqualTo(body("UP", "UP", "UP", Reachability.DOWN));
        });
    }

    @Test
    void aServiceIsNotReadyWithoutTheBrokerThatItNeeds() {
        inATransaction(entities -> {
            HealthCheckResponse check = broker(true, "true").call();
            Response answer = answer(entities, broker(true, "true"));

            assertThat(check.getStatus()).isEqualTo(Status.DOWN);
            assertThat(check.getData()).hasValue(Map.of("broker", "DOWN"));
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getEntity()).isEqualTo(body("DOWN", "UP", "DOWN", Reachability.DOWN));
        });
    }

    /** It goes on accepting work, whose events wait. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void whoAsksForTheDatabaseIsToldOfTheBrokerWhichDoesNotCount(String needed) {
        inATransaction(entities -> {
            Response answer = resource(entities, broker(true, needed)).database();

            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getEntity()).isEqualTo(body("UP", Map.of("database", "UP"), Reachability.DOWN));
        });
    }

    @ParameterizedTest
    @CsvSource({"true, DOWN", "false, UP"})
    void nobodyKnowsOfABrokerThatWasNeverAskedSoAServiceThatNeedsItIsNotReady(String needed, Status status) {
        BrokerReadiness readiness = broker(false, needed);
        readiness.broker = new BrokerState();

        assertThat(readiness.call().getStatus()).isEqualTo(status);
        assertThat(readiness.call().getData()).hasValue(Map.of("broker", "UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1", "true "})
    void aServiceDoesNotStartWithAValueThatCannotBeMeant(String value) {
        ReadinessListener listener = new ReadinessListener();
        listener.broker = broker(false, value);

        assertThatThrownBy(() -> listener.contextInitialized(Deployment.STARTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatehouse.ready.needs.broker=" + value + " is neither true nor false");
    }

    @Test
    void aServiceIsNotReadyWithoutItsDatabase() {
        AtomicBoolean away = new AtomicBoolean();
        try (Database database = new Database(sometimes(Database.h2(), away));
                EntityManager entities = database.entities()) {
            away.set(true);
            HealthCheckResponse check = database(entities).call();
            HealthResource resource = resource(entities, broker(false, "true"));
            Response ready = resource.ready();
            Response alone = resource.database();

            assertThat(check.getStatus()).isEqualTo(Status.DOWN);
            assertThat(ready.getStatus()).isEqualTo(503);
            assertThat(ready.getEntity()).isEqualTo(body("DOWN", "DOWN", "UP", Reachability.UP));
            assertThat(alone.getStatus()).isEqualTo(503);
            assertThat(alone.getEntity()).isEqualTo(body("DOWN", Map.of("database", "DOWN"), Reachability.UP));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aServiceStartsWithAnyOther(String value) {
        ReadinessListener listener = new ReadinessListener();
        listener.broker = broker(false, value);

        assertThatCode(() -> listener.contextInitialized(Deployment.STARTED)).doesNotThrowAnyException();
    }

    private static void inATransaction(Consumer<EntityManager> work) {
        try (Database database = new Database(Database.h2())) {
            database.doInTransaction(work);
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

    private static Map<String, Object> body(String status, String database, String broker, Reachability found) {
        return body(status, Map.of("database", database, "broker", broker), found);
    }

    private static Map<String, Object> body(String status, Map<String, String> checks, Reachability found) {
        return Map.of("status", status, "checks", checks, "data", Map.of("broker", found));
    }

    private static Response answer(EntityManager entities, BrokerReadiness broker) {
        return resource(entities, broker).ready();
    }

    private static HealthResource resource(EntityManager entities, BrokerReadiness broker) {
        HealthResource resource = new HealthResource();
        resource.database = database(entities);
        resource.broker = broker;
        return resource;
    }

    private static DatabaseReadiness database(EntityManager entities) {
        DatabaseReadiness readiness = new DatabaseReadiness();
        readiness.entities = entities;
        readiness.service = "probe";
        return readiness;
    }

    private static BrokerReadiness broker(boolean away, String needed) {
        BrokerReadiness readiness = new BrokerReadiness();
        readiness.service = "probe";
        readiness.needed = needed;
        readiness.broker = Relays.asked(away);
        return readiness;
    }
}
