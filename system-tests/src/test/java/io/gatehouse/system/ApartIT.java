package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server for each WAR and a process for the broker; the WARs are the same files. */
class ApartIT implements Journey, Boundaries, Logs {
    private static final int PORT = 18640;
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.start(Product.newDirectory("apart"), PORT, Map.of(), "--apart", "--short-pauses");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public URI usersPastTheGateway(String path) {
        return URI.create("http://127.0.0.1:" + (PORT + 2) + "/users" + path);
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        assertThat(Sockets.addressesOf(product)).containsOnly("127.0.0.1");
    }

    @Test
    void ordersAreTakenWhileTheBrokerIsAwayAndConfirmedWhenItIsBack() throws Exception {
        String item = new Shop(product).sell("Pen", "1.00", 1_000);
        Client alice = Client.newUser(product);
        List<String> orders = new ArrayList<>();
        long pid = product.part("BrokerProcess").pid();

        signal("STOP", pid);
        long end = System.nanoTime() + OUTAGE.toNanos();
        for (int i = 0; i < 100; i++) {
            Answer placed = Shop.order(alice, item, 1);
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            orders.add(placed.text("id"));
        }
        Client.pause(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        saysThatItIsReadyWithoutTheBroker();
        signal("KILL", pid);

        for (String order : orders) {
            assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        }
        assertThat(product.output()).anyMatch(line -> line.contains("broker") && line.contains("again"));
        assertThat(Shop.notifications(alice, "OrderConfirmed", orders.size()))
                .hasSize(orders.size())
                .doesNotHaveDuplicates();
    }

    /** What a load balancer asks sends work on; whoever wants to know sees why events are late. */
    private static void saysThatItIsReadyWithoutTheBroker() {
        Client anybody = Client.anonymous(product);
        String orders = "http://127.0.0.1:" + (PORT + 4);
        long end = System.nanoTime() + OUTAGE.toNanos();
        Answer ready = anybody.get(URI.create(orders + "/orders/health/ready"));
        while (!ready.json().at("/data/broker").asText().equals("DOWN") && System.nanoTime() < end) {
            Client.pause(Duration.ofMillis(500));
            ready = anybody.get(URI.create(orders + "/orders/health/ready"));
        }

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/data/broker").asText()).isEqualTo("DOWN");
        assertThat(anybody.get(URI.create(orders + "/health/ready")).status()).isEqualTo(200);
        Answer live = anybody.get(URI.create(orders + "/health/live"));
        assertThat(live.status()).as(live.toString()).isEqualTo(200);
        assertThat(live.toString()).contains("orders-relay");
    }

    /** With the limits that are shipped: five failures one after the other, and half a minute of rest. */
    @Test
    void aServiceThatIsGoneIsLeftAloneUntilItIsBackAndTheOthersServeOn() throws Exception {
        Client bob = Client.newUser(product);
        String title = "{\"title\":\"Wait\"}";
        assertThat(bob.postText("/api/tasks", title).status()).isEqualTo(201);

        signal("KILL", product.part("/tasks/").pid());

        List<String> failures = new ArrayList<>();
        Answer answer = bob.get("/api/tasks");
        while (!answer.text("code").equals("CIRCUIT_OPEN") && failures.size() < 10) {
            failures.add(answer.text("code"));
            answer = bob.get("/api/tasks");
        }
        assertThat(failures).isNotEmpty().isSubsetOf("UPSTREAM_UNREACHABLE", "UPSTREAM_BROKEN");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("CIRCUIT_OPEN");
        assertThat(answer.header("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(20, 30));
        assertThat(bob.postText("/api/tasks", title).text("code")).isEqualTo("CIRCUIT_OPEN");
        assertThat(circuit("tasks")).isEqualTo("OPEN");
        assertThat(circuit("orders")).isEqualTo("CLOSED");
        assertThat(bob.get("/api/orders").status()).isEqualTo(200);

        Client.eventually(
                () -> bob.get("/health/ready"),
                ready -> ready.json().at("/services/tasks/status").asText().equals("UP"));
        Answer back = Client.eventually(() -> bob.get("/api/tasks"), given -> given.status() == 200);

        assertThat(back.json()).as(back.toString()).hasSize(1);
        assertThat(circuit("tasks")).isEqualTo("CLOSED");
        assertThat(bob.postText("/api/tasks", title).status()).isEqualTo(201);
    }

    private static String circuit(String upstream) {
        return Client.administrator(product)
                .get("/gateway/stats")
                .json()
                .path("upstreams")
                .path(upstream)
                .path("circuit")
                .asText();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
