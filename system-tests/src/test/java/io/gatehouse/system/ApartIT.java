package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server for each WAR and a process for the broker, on a real PostgreSQL and with telemetry; the WARs are the same files. */
class ApartIT implements Journey, Boundaries, LiveFeed, Logs, Traces, Reconciliation {
    private static final int PORT = Product.ports(40);
    private static final int DATABASE_PORT = PORT + 15;
    private static final Stops STOPS = new Stops();
    private static OutsideDatabase database;
    private static Collector collector;
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        var directory = Product.newDirectory("apart");
        database = new OutsideDatabase(directory.resolve("postgres"), DATABASE_PORT);
        STOPS.add(database::stop);
        database.start();
        collector = Collector.start();
        STOPS.add(collector::close);
        Map<String, String> environment = new HashMap<>(database.environment("apart"));
        environment.putAll(Traces.switchedOn(collector));
        // An order may wait for as long as parts that were killed take to start on a slow machine.
        environment.put("GATEHOUSE_ORDERS_TIMEOUT", "PT10M");
        product = Product.start(directory, PORT, environment, "--apart", "--short-pauses");
        STOPS.add(product::close);
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
    public OutsideDatabase database() {
        return database;
    }

    @Override
    public Collector collector() {
        return collector;
    }

    @Override
    public String logOf(String service) {
        return service + ".log";
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
    void onlyTheGatewayHasTheCollectorWithShortPauses() throws IOException {
        assertThat(threadsOf("gateway")).anyMatch(name -> name.startsWith("Shenandoah"));
        assertThat(threadsOf("orders")).isNotEmpty().noneMatch(name -> name.startsWith("Shenandoah"));
    }

    private static List<String> threadsOf(String process) throws IOException {
        long pid = product.part("run/" + process + ".lock").pid();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(ApartIT::name).toList();
        }
    }

    /** Nothing when it has just ended. */
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** With the limits that are shipped: five failures one after the other, and half a minute of rest. */
    @Test
    void aServiceThatIsGoneIsLeftAloneUntilItIsBackAndTheOthersServeOn() {
        Client bob = Client.newUser(product);
        String title = "{\"title\":\"Wait\"}";
        assertThat(bob.postText("/api/tasks", title).status()).isEqualTo(201);

        product.signal("KILL", "/tasks/");

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
}
