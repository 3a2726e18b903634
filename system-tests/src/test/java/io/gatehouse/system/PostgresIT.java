package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same WARs on a real PostgreSQL and a broker that somebody else runs, by environment alone. */
class PostgresIT implements Journey, Accounts, Tokens, Events, BadInput, Conventions, DatabaseAway {
    private static final int PORT = 18660;
    private static final int BROKER_PORT = PORT + 10;
    private static final int DATABASE_PORT = PORT + 15;
    private static OutsideDatabase database;
    private static OutsideBroker broker;
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        var directory = Product.newDirectory("postgres");
        database = new OutsideDatabase(directory.resolve("postgres"), DATABASE_PORT);
        database.start();
        broker = new OutsideBroker(
                directory.resolve("broker"), BROKER_PORT, UUID.randomUUID().toString());
        broker.start();
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("GATEHOUSE_BROKER_URL", "tcp://127.0.0.1:" + BROKER_PORT);
        environment.put("GATEHOUSE_BROKER_USER", OutsideBroker.USER);
        environment.put("GATEHOUSE_BROKER_PASSWORD", broker.password());
        product = Product.start(directory, PORT, environment);
    }

    @AfterAll
    static void stop() throws IOException {
        product.close();
        broker.stop();
        database.stop();
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public OutsideDatabase database() {
        return database;
    }

    @Test
    void keepsEachServiceInASchemaOfItsOwn() throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_schema from information_schema.tables where table_name = 'outbox'")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }

        assertThat(schemas).containsExactlyInAnyOrder("users", "products", "orders", "tasks", "notifications");
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

    @Test
    void goesOnWhenTheBrokerComesBack() throws IOException {
        String item = new Shop(product).sell("Cup", "5.00", 10);
        Client alice = Client.newUser(product);

        broker.stop();
        String order = Shop.order(alice, item, 1).text("id");
        broker.start();

        assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        assertThat(Shop.notifications(alice, "OrderConfirmed", 1)).hasSize(1);
    }
}
