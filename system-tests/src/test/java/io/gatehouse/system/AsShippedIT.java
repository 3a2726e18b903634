package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product with nothing said about it: with the rate limit that everybody has, and killed as it may happen to everybody. */
class AsShippedIT implements Readme {
    private static final int PORT = Product.ports(80);
    private static final Path DIRECTORY = Product.newDirectory("as-shipped");
    private static final Stops STOPS = new Stops();
    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.start(DIRECTORY, PORT, Product.AS_SHIPPED);
        // Not this one: it is killed, and others take its place.
        STOPS.add(() -> product.close());
    }

    @AfterAll
    static void stop() throws IOException {
        STOPS.close();
    }

    @Override
    public Product product() {
        return product;
    }

    @Test
    void aHundredRequestsOfOneClientAreServedAtOnceAndThenAsManyAsComeBackInTheMinute() {
        Client visitor = Client.anonymous(product);
        long begin = System.nanoTime();

        List<Answer> answers = IntStream.range(0, 250)
                .mapToObj(i -> visitor.get("/api/notifications"))
                .toList();

        long cameBack = (System.nanoTime() - begin) / 600_000_000;
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(answers.subList(0, 100)).extracting(Answer::status).containsOnly(401);
        assertThat(250 - refused.size()).isBetween(100, 101 + (int) cameBack);
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(answer.header("Retry-After")).hasValue("1");
            assertThat(answer.header("RateLimit-Policy")).hasValue("\"default\";q=100;w=60");
        });
        assertThat(Client.newUser(product).get("/api/notifications").status()).isEqualTo(200);
    }

    /** The public listener is opened after the gateway has come, and reads strictly all the same. */
    @Test
    void whatTheListenerWouldMendIsRefused() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "POST /api/users HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    /** kill -9 of the whole product right after it said 201: what it acknowledged is there, and nothing happens twice. */
    @Test
    void everyAcknowledgedOrderIsConfirmedAfterTheRestartAndToldOnce() {
        List<String> orders = new ArrayList<>();
        String item = new Shop(product).sell("Book", "10.00", 1_000);
        Client before = Client.newUser(product);
        for (int i = 0; i < 20; i++) {
            Answer placed = Shop.order(before, item, 1);
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            orders.add(placed.text("id"));
        }

        product.kill();

        // An order may wait for as long as the product takes to start again on a slow machine.
        product = Product.start(DIRECTORY, PORT, Map.of("GATEHOUSE_ORDERS_TIMEOUT", "PT10M"));
        Client alice = Client.anonymous(product).withToken(before.token());
        for (String order : orders) {
            assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        }
        List<String> told = Shop.notifications(alice, "OrderConfirmed", orders.size());
        assertThat(told).hasSize(orders.size()).doesNotHaveDuplicates();
        assertThat(product.output()).noneMatch(line -> line.contains(product.adminPassword()));

        product.killLauncherOnly();

        product = Product.start(DIRECTORY, PORT, Product.AS_SHIPPED);
        alice = Client.anonymous(product).withToken(before.token());
        assertThat(Shop.notifications(alice, "OrderConfirmed", orders.size())).hasSize(orders.size());
    }
}
