package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same WARs on a real PostgreSQL and a broker that somebody else runs, by environment alone, and twice. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresIT
        implements Journey,
                Accounts,
                Tokens,
                Events,
                BadInput,
                Malformed,
                UserEnumeration,
                Conventions,
                LiveFeed,
                DatabaseAway,
                TwoInstances,
                Outcomes,
                Leavers,
                Replays,
                BrokerStopped,
                OneInstanceLeft,
                Documented,
                GeneratedClients,
                GeneratedAdministration,
                UserLists,
                CountedStatements,
                KeyRotation,
                Expiry {
    /** What the database calls the first instance. */
    static final String FIRST = "first";

    private static final int PORT = Product.ports(60);
    private static final int SECOND_PORT = PORT + 4;
    private static final int BROKER_PORT = PORT + 10;
    private static final int DATABASE_PORT = PORT + 15;
    private static final Stops STOPS = new Stops();
    /** bin/run asks four times a second who is ready. */
    private static final Duration LONGER_THAN_IT_LOOKS_AWAY = Duration.ofSeconds(2);

    private static final List<String> SAID_WITHOUT_BROKER = new ArrayList<>();
    private static OutsideDatabase database;
    private static OutsideBroker broker;
    private static Product product;
    private static Product second;

    @BeforeAll
    static void start() throws IOException {
        var directory = Product.newDirectory("postgres");
        database = new OutsideDatabase(directory.resolve("postgres"), DATABASE_PORT);
        STOPS.add(database::stop);
        database.start();
        broker = new OutsideBroker(
                directory.resolve("broker"), BROKER_PORT, UUID.randomUUID().toString());
        STOPS.add(broker::stop);
        Map<String, String> shared = new HashMap<>();
        shared.put("GATEHOUSE_BROKER_URL", "tcp://127.0.0.1:" + BROKER_PORT);
        shared.put("GATEHOUSE_BROKER_USER", OutsideBroker.USER);
        shared.put("GATEHOUSE_BROKER_PASSWORD", broker.password());
        shared.put("GATEHOUSE_KEYS", directory.resolve("keys").toString());
        shared.put("GATEHOUSE_ISSUER", "http://localhost:" + PORT);
        shared.put("GATEHOUSE_EVENTS_TRIES", String.valueOf(Replays.TRIES));
        // An order may wait for as long as a broker or a database is away on a slow machine.
        shared.put("GATEHOUSE_ORDERS_TIMEOUT", "PT4M");
        product = launch(directory, PORT, shared, FIRST);
        product.awaitLine("gateway is ready");
        Client.pause(LONGER_THAN_IT_LOOKS_AWAY);
        SAID_WITHOUT_BROKER.addAll(product.output());
        broker.start();
        product.awaitReady();
        shared.put("GATEHOUSE_ADMIN_PASSWORD", product.adminPassword());
        shared.put("GATEHOUSE_READY_NEEDS_BROKER", "false");
        second = launch(Product.newDirectory("postgres-second"), SECOND_PORT, shared, "second");
        second.awaitReady();
    }

    private static Product launch(Path directory, int port, Map<String, String> shared, String instance) {
        Map<String, String> environment = new HashMap<>(shared);
        environment.putAll(database.environment(instance));
        Product launched = Product.launch(directory, port, environment);
        STOPS.add(launched::close);
        return launched;
    }

    @AfterAll
    static void stop() throws IOException {
        STOPS.close();
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public Product second() {
        return second;
    }

    @Override
    public OutsideDatabase database() {
        return database;
    }

    @Override
    public OutsideBroker broker() {
        return broker;
    }

    /** The gateway has found every service with its database then. */
    @Test
    void isSaidToBeReadyWhenItsBrokerIsThereToo() {
        assertThat(SAID_WITHOUT_BROKER)
                .anyMatch(line -> line.endsWith("gateway is ready"))
                .noneMatch(line -> line.startsWith("Gatehouse is ready"))
                .noneMatch(line -> line.endsWith("orders is ready"));
        assertThat(product.output())
                .anyMatch(line -> line.endsWith("orders is ready"))
                .anyMatch(line -> line.startsWith("Gatehouse is ready"));
    }

    @Test
    void keepsEachServiceInASchemaOfItsOwn() {
        assertThat(database.texts("select table_schema from information_schema.tables where table_name = 'outbox'"))
                .containsExactlyInAnyOrder("users", "products", "orders", "tasks", "notifications");
    }

    @Test
    void nobodyChangesTheAuditOfAnyService() throws SQLException {
        for (String service : SERVICES) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate("delete from " + service + ".audit_event"))
                        .as(service)
                        .hasMessageContaining("audit_event is only appended to");
            }
        }
    }
}
