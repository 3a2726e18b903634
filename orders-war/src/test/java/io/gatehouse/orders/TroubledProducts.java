package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of orders on the bad days of the products service: never a 500, and never an order at a wrong price. */
interface TroubledProducts extends Situation {
    @Test
    default void theRequestsIdAndTraceTravelAlong() throws Exception {
        String id = UUID.randomUUID().toString();
        String trace = id.replace("-", "");

        Answer refused = anna().post(
                        "/orders",
                        Situation.lines("{'productId':'" + UUID.randomUUID() + "','quantity':1}"),
                        "X-Request-Id",
                        id,
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(refused.text("instance")).isEqualTo("urn:uuid:" + id);
        assertThat(products().requestIds).contains(id);
        assertThat(products().traceParents)
                .anySatisfy(parent -> assertThat(parent).startsWith("00-" + trace + "-"));
    }

    @Test
    default void asksAgainWhenProductsFailForAMoment() throws Exception {
        products().fail(2);
        int before = products().requests.get();

        assertThat(order(LAPTOP, 1).status()).isEqualTo(201);
        assertThat(products().requests.get() - before).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | application/json | null",
                "200 | application/json | [null]",
                "200 | application/json | {'prices':[]}",
                "200 | application/json | [{'id':'LAPTOP'}]",
                "200 | application/json | [{'id':'LAPTOP','price':{'amount':'-1.00','currency':'EUR'}}]",
                "200 | application/json | [{'id':'LAPTOP','price':{'amount':'99999999.00','currency':'EUR'}}]",
                "200 | application/json | [{'id':'LAPTOP','price':{'amount':'1e999999999','currency':'EUR'}}]",
                "200 | application/json | [{'id':'LAPTOP','price':{'amount':'10','currency':'XXX'}}]",
                "200 | application/json | [{'id':",
                "200 | application/json | ``",
                "200 | text/html        | <h1>Welcome</h1>",
                "200 | nonsense         | []",
                "204 | application/json | ``",
                "302 | text/html        | ``",
                "404 | text/html        | <h1>Not found</h1>",
                "429 | application/json | {}",
                "503 | application/json | {}",
                "0   | text/plain       | ``"
            })
    default void whateverProductsAnswerInsteadOfPricesIsTheirTroubleAndNotTheClients(
            int status, String type, String body) throws Exception {
        int before = products().requests.get();
        products().answerAlways(status, type, Situation.json(body).replace("LAPTOP", LAPTOP.toString()));

        assertUnavailable(order(LAPTOP, 1));
        assertThat(products().requests.get()).isGreaterThan(before);
        assertThat(anna().get("/orders").json()).isEmpty();
    }

    @Test
    default void anOrderThatCouldNotBePlacedMayBeSentAgainUnderItsKey() throws Exception {
        String body = Situation.lines("{'productId':'" + LAPTOP + "','quantity':1}");
        products().fail(3);

        assertUnavailable(anna().post("/orders", body, "Idempotency-Key", "later"));
        assertThat(anna().post("/orders", body, "Idempotency-Key", "later").status())
                .isEqualTo(201);
    }

    @Test
    default void waitsNoLongerThanItMustForProductsThatHang() throws Exception {
        products().hang(Duration.ofSeconds(20));
        int before = products().requests.get();
        Instant asked = Instant.now();

        assertUnavailable(order(LAPTOP, 1));

        assertThat(products().requests.get() - before)
                .as("attempts of five seconds")
                .isEqualTo(2);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    default void leavesProductsAloneAfterManyFailuresAndTriesAgainLater() throws Exception {
        products().fail(Integer.MAX_VALUE);
        boolean leftAlone = false;
        // On a machine that stands still the circuit may be tried again meanwhile.
        for (int tries = 0; tries < 3 && !leftAlone; tries++) {
            orderInVain(8);
            int whenOpen = products().requests.get();
            Instant asked = Instant.now();
            orderInVain(10);
            leftAlone = products().requests.get() == whenOpen
                    && Duration.between(asked, Instant.now()).compareTo(Duration.ofSeconds(4)) < 0;
        }
        assertThat(leftAlone).isTrue();
        assertThat(anna().get("/orders").json()).isEmpty();

        products().fail(0);
        Situation.await(() -> order(LAPTOP, 1).status() == 201);
    }

    private void orderInVain(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertUnavailable(order(LAPTOP, 1));
        }
    }

    /** The bulkhead of the server under test has eight places, so that few customers fill it. */
    @Test
    default void triesAgainWhenTooManyAskAtOnceAndDoesNotBlameProducts() throws Exception {
        products().hang(Duration.ofMillis(500));
        long retriesBefore = retries();

        List<Answer> answers = Situation.atOnce(40, () -> order(LAPTOP, 1));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 503);
        long refused = answers.stream().filter(answer -> answer.status() == 503).count();
        assertThat(retries() - retriesBefore).isGreaterThanOrEqualTo(2 * refused);
        assertThat(order(LAPTOP, 1).status()).isEqualTo(201);
    }

    /** So many calls to products were tried again, as the server counts. */
    private long retries() throws Exception {
        String server = URI.create(anna().base()).resolve("/").toString();
        return new ServiceClient(server, "")
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
}
