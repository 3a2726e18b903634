package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.products.ProductsClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker. */
@ExtendWith(ArquillianExtension.class)
class ProductsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LAPTOP =
            "{'name':'Laptop','description':'Thin\\nand light','price':{'amount':'1200','currency':'EUR'},'stock':50}";

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    private final ProductsClient admin = client("user", "admin");
    private final ProductsClient anybody = new ProductsClient(admin.base(), "");

    @Deployment(testable = false)
    static WebArchive products() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")));
        Path war = Path.of(System.getProperty("products.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()).addClass(EventProbe.class);
    }

    @Test
    void createsAProductThatEverybodySees() throws Exception {
        Answer created = create(LAPTOP);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/products/products/" + created.id());
        assertThat(created.json().get("price").toString()).isEqualTo("{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        assertThat(anybody.get("/products/" + created.id()).json()).isEqualTo(created.json());
    }

    @Test
    void letsOnlyAdministratorsCreate() throws Exception {
        String laptop = LAPTOP.replace('\'', '"');

        assertThat(client("user").post("/products", laptop).status()).isEqualTo(403);
        assertThat(anybody.post("/products", laptop).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name           | 'Laptop'           | ' '",
                "name           | 'Laptop'           | 'a\\u0000b'",
                "name           | 'Laptop'           | 'a\\u0007b'",
                "name           | 'Laptop'           | '\\ud800'",
                "name           | 'Laptop'           | 5",
                "description    | 'Thin\\nand light' | '\\u0007'",
                "price          | {'amount':'1200','currency':'EUR'} | null",
                "price.amount   | '1200'             | 1200",
                "price.amount   | '1200'             | '0'",
                "price.amount   | '1200'             | '-1'",
                "price.amount   | '1200'             | '1e3'",
                "price.amount   | '1200'             | '0.001'",
                "price.amount   | '1200'             | '10000000'",
                "price.currency | 'EUR'              | 'euro'",
                "price.currency | 'EUR'              | 'ZZZ'",
                "stock          | 50                 | -1",
                "stock          | 50                 | 1000001",
                "stock          | 50                 | 1.5",
                "stock          | 'stock':50         | 'stock':null",
                "colour         | 'stock':50         | 'colour':'red'"
            })
    void refusesWhatIsNoProductAndNamesTheField(String field, String right, String wrong) throws Exception {
        assertThat(LAPTOP).contains(right);

        Answer answer = create(LAPTOP.replace(right, wrong));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    void refusesTextThatIsTooLong() throws Exception {
        assertThat(create(LAPTOP.replace("Laptop", "x".repeat(10_000))).refusal())
                .isEqualTo("VALIDATION_FAILED name");
        assertThat(create(LAPTOP.replace("Thin", "x".repeat(10_000))).refusal())
                .isEqualTo("VALIDATION_FAILED description");
    }

    @Test
    void keepsSqlInANameAsText() throws Exception {
        String name = "Robert); drop table product; --";

        assertThat(create(LAPTOP.replace("Laptop", name)).json().get("name").asText())
                .isEqualTo(name);
        assertThat(anybody.get("/products").status()).isEqualTo(200);
    }

    @Test
    void listsTheNewestFirstPageByPage() throws Exception {
        UUID first = create(LAPTOP).id();
        UUID second = create(LAPTOP).id();

        Answer page = anybody.get("/products?limit=1");
        String next = page.header("Link").replaceAll("<([^>]*)>.*", "$1");

        assertThat(page.json().at("/0/id").asText()).isEqualTo(second.toString());
        assertThat(anybody.get("/products" + next).json().at("/0/id").asText()).isEqualTo(first.toString());
    }

    @Test
    void tellsThePricesOfThoseProductsThatExist() throws Exception {
        UUID laptop = create(LAPTOP).id();

        assertThat(anybody.get("/products/prices?id=" + laptop + "&id=" + UUID.randomUUID() + "&id=" + laptop)
                        .json()
                        .toString())
                .isEqualTo("[{\"id\":\"" + laptop + "\",\"price\":{\"amount\":\"1200.00\",\"currency\":\"EUR\"}}]");
        assertThat(anybody.get("/products/prices").refusal()).isEqualTo("VALIDATION_FAILED id");
        assertThat(anybody.get("/products/prices?id=all").refusal()).isEqualTo("VALIDATION_FAILED id");
        assertThat(anybody.get("/products/prices?id=1" + ("&id=" + laptop).repeat(100))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED id");
    }

    @Test
    void knowsNoOtherProducts() throws Exception {
        assertThat(anybody.get("/products/" + UUID.randomUUID()).refusal()).isEqualTo("NOT_FOUND ");
        assertThat(anybody.get("/products/nothing").status()).isEqualTo(404);
    }

    @Test
    void reservesTheStockOfAnOrderOnceHoweverOftenItIsDelivered() throws Exception {
        UUID laptop = create(LAPTOP).id();
        UUID event = UUID.randomUUID();
        String order = order(laptop, 3);

        admin.publish(event, "OrderPlaced", order);
        admin.publish(event, "OrderPlaced", order);
        admin.publish(UUID.randomUUID(), "OrderPlaced", order);
        awaitStock(laptop, 47);

        admin.publish(UUID.randomUUID(), "OrderPlaced", order(laptop, 40));
        awaitStock(laptop, 7);
        admin.publish(UUID.randomUUID(), "OrderPlaced", order(laptop, 8));
        admin.publish(UUID.randomUUID(), "OrderPlaced", order(laptop, 7));
        awaitStock(laptop, 0);
    }

    @Test
    void goesOnBehindEventsThatItCannotRead() throws Exception {
        UUID laptop = create(LAPTOP).id();

        admin.publish(UUID.randomUUID(), "OrderPlaced", order(laptop, -5));
        admin.publish(UUID.randomUUID(), "OrderConfirmed", "{}");
        admin.publish(UUID.randomUUID(), "OrderPlaced", order(laptop, 50));

        awaitStock(laptop, 0);
    }

    private Answer create(String product) throws Exception {
        return admin.post("/products", product.replace('\'', '"'));
    }

    private static String order(UUID product, int quantity) {
        return "{\"orderId\":\"" + UUID.randomUUID() + "\",\"userId\":\"" + UUID.randomUUID()
                + "\",\"lines\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}]}";
    }

    private static ProductsClient client(String... roles) {
        try {
            return new ProductsClient(System.getProperty("products.url", ""), gateway.of(UUID.randomUUID(), roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void awaitStock(UUID product, int expected) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (anybody.get("/products/" + product).json().get("stock").asInt() != expected) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
