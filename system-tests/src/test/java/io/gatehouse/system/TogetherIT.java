package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything in one server, with the embedded database and broker, and with telemetry switched on. */
class TogetherIT
        implements Journey, Accounts, Tokens, Events, BadInput, Boundaries, Conventions, LiveFeed, Logs, Traces {
    private static final int PORT = Product.ports(0);
    private static final Stops STOPS = new Stops();
    private static Collector collector;
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        collector = Collector.start();
        STOPS.add(collector::close);
        product = Product.start(Product.newDirectory("together"), PORT, Traces.switchedOn(collector));
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
    public Collector collector() {
        return collector;
    }

    @Override
    public String logOf(String service) {
        return "server.log";
    }

    @Override
    public URI usersPastTheGateway(String path) {
        return URI.create("http://127.0.0.1:" + (PORT + 1) + "/users" + path);
    }

    @Test
    void printsTheFirstPasswordOnceAndKeepsItForItsOwnerOnly() throws IOException {
        Path kept = product.directory().resolve("data/admin-password");

        assertThat(product.output())
                .filteredOn(line -> line.contains(product.adminPassword()))
                .hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(product.adminPassword()).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void writesNoSecretToItsLogs() throws IOException {
        Client alice = Client.newUser(product);
        alice.get("/api/users/me");

        try (Stream<Path> logs = Files.walk(product.directory().resolve("data/log"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(log))
                        .as(log.toString())
                        .doesNotContain(product.adminPassword(), Client.PASSWORD, alice.token());
            }
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        assertThat(Sockets.listeningOn(PORT)).containsOnly("127.0.0.1");
        assertThat(Sockets.addressesOf(product)).containsOnly("127.0.0.1");
    }
}
