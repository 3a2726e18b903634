package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.orders.OrdersClient.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker; the products service is a fake. */
@ExtendWith(ArquillianExtension.class)
class OrdersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CIRCUIT_WINDOW = 10;
    private static final UUID LAPTOP = new UUID(0, 1);
    private static final UUID CABLE = new UUID(0, 2);
    private static final UUID SUSHI = new UUID(0, 3);

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    @SuppressWarnings("NullAway.Init")
    private static FakeProducts products;

    private final OrdersClient anna = client("user");

    @Deployment(testable = false)
    static WebArchive orders() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")));
        Path war = Path.of(System.getProperty("orders.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()).addClass(EventProbe.class);
    }

    @BeforeAll
    static void startProducts() throws Exception {
        products = new FakeProducts(
                Integer.getInteger("products.port", 0),
                Map.of(
                        LAPTOP, "{\"amount\":\"1200.00\",\"currency\":\"EUR\"}",
                        CABLE, "{\"amount\":\"0.10\",\"currency\":\"EUR\"}",
                        SUSHI, "{\"amount\":\"1200\",\"currency\":\"JPY\"}"));
    }

    @AfterAll
    static void stopProducts() {
        products.close();
    }

    @BeforeEach
    void closeTheCircuitAndForgetFailures() throws Exception {
        products.failures.set(0);
        products.delay = Duration.ZERO;
        for (int i = 0; i < CIRCUIT_WINDOW; i++) {
            await(() -> anna.order(LAPTOP, 1).status() == 201);
        }
    }

    @Test
    void placesAnOrderAtThePricesOfTheMoment() throws Exception {
        Answer answer = anna.post("{\"lines\":[{\"productId\":\"" + LAPTOP + "\",\"quantity\":2},{\"productId\":\""
                + CABLE + "\",\"quantity\":3}]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/orders/orders/" + answer.id());
        assertThat(answer.json().get("status").asText()).isEqualTo("PLACED");
        assertThat(answer.json().get("total").toString()).isEqualTo("{\"amount\":\"2400.30\",\"currency\":\"EUR\"}");
        assertThat(answer.json().at("/lines/1/lineTotal/amount").asText()).isEqualTo("0.30");
        assertThat(anna.get("/orders/" + answer.id()).json().get("lines"))
                .isEqualTo(answer.json().get("lines"));
    }

    @Test
    void passesTheRequestIdOn() throws Exception {
        Answer refused = anna.order(UUID.randomUUID(), 1);

        String id = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        assertThat(refused.json().get("instance").asText()).isEqualTo("urn:uuid:" + id);
        assertThat(products.requestIds).contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | VALIDATION_FAILED lines             | {}",
                "400 | VALIDATION_FAILED lines             | {'lines':[]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':0}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':1001}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP','quantity':'1'}]}",
                "400 | VALIDATION_FAILED lines[0].quantity | {'lines':[{'productId':'LAPTOP'}]}",
                "400 | VALIDATION_FAILED lines[0].productId| {'lines':[{'productId':'nobody','quantity':1}]}",
                "400 | VALIDATION_FAILED lines[0].gift     | {'lines':[{'productId':'LAPTOP','gift':1}]}",
                "400 | MALFORMED_JSON body                 | {",
                "422 | UNKNOWN_PRODUCT lines[0].productId  | {'lines':[{'productId':'NOTHING','quantity':1}]}",
                "422 | DUPLICATE_PRODUCT lines[1].productId|"
                        + " {'lines':[{'productId':'LAPTOP','quantity':1},{'productId':'LAPTOP','quantity':2}]}",
                "422 | MIXED_CURRENCIES lines[1].productId |"
                        + " {'lines':[{'productId':'LAPTOP','quantity':1},{'productId':'SUSHI','quantity':2}]}"
            },
            quoteCharacter = '`')
    void refusesWhatIsNoOrderAndNamesTheField(int status, String refusal, String body) throws Exception {
        Answer answer = anna.post(body.replace('\'', '"')
                .replace("LAPTOP", LAPTOP.toString())
                .replace("SUSHI", SUSHI.toString())
                .replace("NOTHING", new UUID(0, 9).toString()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.refusal()).isEqualTo(refusal);
    }

    @Test
    void showsAnOrderToItsOwnerAndToAdministratorsOnly() throws Exception {
        String id = anna.order(LAPTOP, 1).id();

        assertThat(anna.get("/orders/" + id).status()).isEqualTo(200);
        assertThat(client("user", "admin").get("/orders/" + id).status()).isEqualTo(200);
        assertThat(client("user").get("/orders/" + id).refusal()).isEqualTo("NOT_FOUND ");
        assertThat(client("user").get("/orders").json()).isEmpty();
        assertThat(new OrdersClient(anna.base(), "").get("/orders/" + id).status())
                .isEqualTo(401);
    }

    @Test
    void listsTheNewestFirstPageByPage() throws Exception {
        OrdersClient bert = client("user");
        String first = bert.order(LAPTOP, 1).id();
        String second = bert.order(CABLE, 1).id();

        Answer page = bert.get("/orders?limit=1");
        String next = page.header("Link").replaceAll("<([^>]*)>.*", "$1");

        assertThat(page.json().at("/0/id").asText()).isEqualTo(second);
        assertThat(bert.get("/orders" + next).json().at("/0/id").asText()).isEqualTo(first);
        assertThat(bert.get("/orders" + next).header("Link")).isEmpty();
    }

    @Test
    void isConfirmedOnceWhateverIsDeliveredLater() throws Exception {
        String id = anna.order(LAPTOP, 1).id();
        UUID event = UUID.randomUUID();

        anna.publish(event, "StockReserved", "{\"orderId\":\"" + id + "\"}");
        await(() -> status(id).equals("CONFIRMED"));
        anna.publish(event, "StockReserved", "{\"orderId\":\"" + id + "\"}");
        anna.publish(UUID.randomUUID(), "StockRejected", "{\"orderId\":\"" + id + "\",\"reason\":\"OUT_OF_STOCK\"}");
        anna.publish(UUID.randomUUID(), "StockReserved", "{\"orderId\":\"" + UUID.randomUUID() + "\"}");
        anna.publish(UUID.randomUUID(), "ProductCreated", "{}");

        String last = anna.order(LAPTOP, 1).id();
        anna.publish(UUID.randomUUID(), "StockReserved", "{\"orderId\":\"" + last + "\"}");
        await(() -> status(last).equals("CONFIRMED"));
        assertThat(status(id)).isEqualTo("CONFIRMED");
    }

    @Test
    void isRejectedWithTheReasonOfTheStock() throws Exception {
        String id = anna.order(LAPTOP, 1).id();

        anna.publish(UUID.randomUUID(), "StockRejected", "{\"orderId\":\"" + id + "\",\"reason\":\"OUT_OF_STOCK\"}");

        await(() -> status(id).equals("REJECTED"));
        assertThat(anna.get("/orders/" + id).json().get("reason").asText()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void asksAgainWhenProductsFailForAMoment() throws Exception {
        products.failures.set(2);
        int before = products.requests.get();

        assertThat(anna.order(LAPTOP, 1).status()).isEqualTo(201);
        assertThat(products.requests.get() - before).isEqualTo(3);
    }

    @Test
    void waitsNoLongerThanItMustForProductsThatHang() throws Exception {
        products.delay = Duration.ofSeconds(20);
        Instant asked = Instant.now();

        assertUnavailable(anna.order(LAPTOP, 1));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void leavesProductsAloneAfterManyFailuresAndTriesAgainLater() throws Exception {
        OrdersClient carl = client("user");
        products.failures.set(Integer.MAX_VALUE);
        for (int i = 0; i < 8; i++) {
            assertUnavailable(carl.order(LAPTOP, 1));
        }
        int whenOpen = products.requests.get();
        Instant asked = Instant.now();
        for (int i = 0; i < 20; i++) {
            assertUnavailable(carl.order(LAPTOP, 1));
        }
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(products.requests.get()).isEqualTo(whenOpen);
        assertThat(carl.get("/orders").json()).isEmpty();

        products.failures.set(0);
        await(() -> carl.order(LAPTOP, 1).status() == 201);
    }

    /** The bulkhead of the server under test has eight places, so that few customers fill it. */
    @Test
    void triesAgainWhenTooManyAskAtOnceAndDoesNotBlameProducts() throws Exception {
        products.delay = Duration.ofMillis(500);
        long retriesBefore = retries();

        List<Integer> statuses = ordersAtOnce(40);

        assertThat(statuses).containsOnly(201, 503);
        assertThat(retries() - retriesBefore).isGreaterThanOrEqualTo(2L * Collections.frequency(statuses, 503));
        assertThat(anna.order(LAPTOP, 1).status()).isEqualTo(201);
    }

    private List<Integer> ordersAtOnce(int count) throws Exception {
        ExecutorService customers = Executors.newFixedThreadPool(count);
        try {
            Callable<Integer> order = () -> anna.order(LAPTOP, 1).status();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : customers.invokeAll(Collections.nCopies(count, order))) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            customers.shutdown();
        }
    }

    /** So many calls to products were tried again, as the server counts. */
    private long retries() throws Exception {
        String server = URI.create(anna.base()).resolve("/").toString();
        return new OrdersClient(server, "")
                .get("metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("ft_retry_retries_total"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
                .sum();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.refusal()).isEqualTo("PRODUCTS_UNAVAILABLE ");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    private String status(String id) throws Exception {
        return anna.get("/orders/" + id).json().get("status").asText();
    }

    private static OrdersClient client(String... roles) {
        try {
            return new OrdersClient(System.getProperty("orders.url", ""), gateway.of(UUID.randomUUID(), roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
