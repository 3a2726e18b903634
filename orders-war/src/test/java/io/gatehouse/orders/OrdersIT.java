package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.Probe;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import io.gatehouse.kernel.testing.Statements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The WAR as it is shipped, with a probe in it, in Payara Micro with a broker; the products service is a fake. One class,
 * for each would be another server.
 */
@ExtendWith(ArquillianExtension.class)
class OrdersIT
        implements PlacingOrders,
                CancellingOrders,
                TrackingOrders,
                ForgettingUsers,
                EventsOfOrders,
                TroubledProducts,
                CountingOrders,
                CountingStatements {
    private static final int CIRCUIT_WINDOW = 10;

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    @SuppressWarnings("NullAway.Init")
    private static FakeProducts products;

    private final UUID user = UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive orders() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "orders");
        Path war = Path.of(System.getProperty("orders.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile())
                .addClasses(EventProbe.class, Probe.class, Statements.class);
    }

    @BeforeAll
    static void startProducts() throws Exception {
        products = new FakeProducts(Integer.getInteger("products.port", 0));
        products.prices.put(LAPTOP, "{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        products.prices.put(CABLE, "{\"amount\":\"0.10\",\"currency\":\"EUR\"}");
        products.prices.put(SUSHI, "{\"amount\":\"1200\",\"currency\":\"JPY\"}");
    }

    @AfterAll
    static void stopProducts() {
        products.close();
    }

    @BeforeEach
    void forgetFailuresAndCloseTheCircuit() throws Exception {
        ServiceClient somebody = clientOf(UUID.randomUUID(), "user");
        String body = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");
        if (products.recover()) {
            for (int i = 0; i < CIRCUIT_WINDOW; i++) {
                Situation.await(() -> somebody.post("/orders", body).status() == 201);
            }
        }
        // The first call of a server that has just started takes its time.
        Situation.await(() -> somebody.post("/orders", body).status() == 201);
    }

    @Test
    void theServerGivesOutTheDocumentThatTheBuildHasMade() throws Exception {
        String made = Files.readString(Path.of("target/openapi/openapi.yaml"));

        Answer served = new ServiceClient(anna().base().replaceFirst("/orders$", ""), "").get("/openapi");

        assertThat(described(served.response().body())).isNotEmpty().isEqualTo(described(made));
    }

    /** What is told of what, in no order: the server writes it in one of its own. */
    private static List<String> described(String document) {
        return document.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("operationId:") || line.startsWith("$ref:"))
                .sorted()
                .toList();
    }

    @Override
    public UUID user() {
        return user;
    }

    @Override
    public FakeProducts products() {
        return products;
    }

    @Override
    public ServiceClient clientOf(UUID user, String... roles) {
        try {
            return new ServiceClient(System.getProperty("orders.url", ""), gateway.of(user, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
