package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Path KEYS = Path.of("/mnt/shared keys");
    private static final String DB_PASSWORD = "db password of this test";
    private static final String BROKER_PASSWORD = "broker password of this test";
    private static final String ADMIN_PASSWORD = "admin password of this test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private DataDirectory data;

    @BeforeEach
    void openData() throws Exception {
        data = DataDirectory.open(temporary.resolve("my data"));
    }

    @AfterEach
    void closeData() {
        data.close();
    }

    @Test
    void isOneServerWithEverythingWhenTogether() throws Exception {
        List<List<ProcessSpec>> groups = plan(false, Broker.inside()).groups();

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0)).extracting(ProcessSpec::name).containsExactly("server");
        assertThat(groups.get(0).get(0).command()).containsSubsequence("--port", "8080");
        assertThat(bootFile("server", "pre-boot.txt"))
                .contains(
                        "http-listener.address=127.0.0.1",
                        "--listenerport 8081",
                        "jdbc/gatehouse-users",
                        "--maxpoolsize 10 ")
                .contains("--datasourceclassname org.h2.jdbcx.JdbcDataSource");
        assertThat(bootFile("server", "post-boot.txt").lines().filter(line -> line.startsWith("deploy")))
                .hasSize(7)
                .first()
                .asString()
                .contains("artemis-ra");
        assertThat(bootFile("server", "post-boot.txt"))
                .contains("deploy --name orders --virtualservers internal --contextroot /orders \"/opt/my gatehouse/")
                .contains("deploy --name gateway --virtualservers server --contextroot / ")
                .doesNotContain("GATEHOUSE_BROKER_USER");
    }

    @Test
    void startsTheBrokerFirstAndTheGatewayLastWhenApart() throws Exception {
        List<List<ProcessSpec>> groups = plan(true, ownBroker()).groups();

        assertThat(groups.stream()
                        .map(group -> group.stream().map(ProcessSpec::name).toList()))
                .containsExactly(
                        List.of("broker"),
                        List.of("users", "products", "orders", "tasks", "notifications"),
                        List.of("gateway"));
        assertThat(bootFile("orders", "post-boot.txt"))
                .contains("deploy --name orders --virtualservers server --contextroot /orders ")
                .contains("UserName=${ENV\\=GATEHOUSE_BROKER_USER}");
        assertThat(bootFile("gateway", "post-boot.txt")).doesNotContain("artemis-ra");
        assertThat(bootFile("gateway", "pre-boot.txt"))
                .contains("--listenerport 8081")
                .doesNotContain("jdbc");
    }

    @Test
    void givesShortPausesToTheGatewayAlone() throws Exception {
        for (ProcessSpec process : all(plan(true, ownBroker(), Collector.SHORT_PAUSES))) {
            assertThat(process.command())
                    .as(process.name())
                    .contains(process.name().equals("gateway") ? "-XX:+UseShenandoahGC" : "-XX:+UseParallelGC");
        }
        assertThat(all(plan(false, Broker.inside(), Collector.SHORT_PAUSES)))
                .allSatisfy(process -> assertThat(process.command())
                        .contains("-XX:+UseShenandoahGC", "-XX:-ShenandoahPacing")
                        .anyMatch(word -> word.endsWith("PooledMemoryManager")));
    }

    private static List<ProcessSpec> all(Plan plan) throws Exception {
        return plan.groups().stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @CsvSource({"false, server", "true, gateway", "true, orders"})
    void listensToNobodyBeforeTheApplicationsAreThere(boolean apart, String server) throws Exception {
        plan(apart, ownBroker()).groups();

        assertThat(bootFile(server, "pre-boot.txt")).contains("network-listener.http-listener.enabled=false\n");
        assertThat(bootFile(server, "post-boot.txt").lines())
                .last()
                .asString()
                .isEqualTo("set configs.config.server-config.network-config.network-listeners.network-listener"
                        + ".http-listener.enabled=true");
    }

    @Test
    void startsNoBrokerWhenThereIsAnOutsideOne() throws Exception {
        Broker outside = new Broker("tcp://broker.example:61616", "me", BROKER_PASSWORD, false);

        assertThat(plan(true, outside).groups()).hasSize(2);
    }

    @Test
    void writesNoSecretIntoAnyFileOrCommand() throws Exception {
        List<ProcessSpec> processes = Stream.of(true, false)
                .flatMap(apart -> groups(apart).stream())
                .flatMap(List::stream)
                .toList();

        assertThat(processes).allSatisfy(process -> {
            String visible = String.join(" ", process.command()) + process;
            assertThat(visible).doesNotContain(DB_PASSWORD, BROKER_PASSWORD, ADMIN_PASSWORD);
        });
        try (Stream<Path> files = Files.walk(data.root()).filter(Files::isRegularFile)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain(DB_PASSWORD, BROKER_PASSWORD, ADMIN_PASSWORD));
        }
    }

    @Test
    void tellsASecretOnlyToThoseWhoNeedIt() {
        List<ProcessSpec> processes =
                groups(true).stream().flatMap(List::stream).toList();

        assertThat(namesOfThoseWith("GATEHOUSE_ADMIN_PASSWORD", processes)).containsExactly("users");
        for (Application service : Application.SERVICES) {
            assertThat(namesOfThoseWith("GATEHOUSE_DB_PASSWORD_" + service.name(), processes))
                    .containsExactly(service.lowerName());
        }
        assertThat(namesOfThoseWith("GATEHOUSE_BROKER_PASSWORD", processes))
                .containsExactly("broker", "users", "products", "orders", "tasks", "notifications");
    }

    @Test
    void tellsEveryApplicationWhereTheOthersAre() {
        ProcessSpec orders = groups(true).get(1).get(2);

        assertThat(orders.environment())
                .containsEntry("GATEHOUSE_PRODUCTS_URL", "http://127.0.0.1:8083/products")
                .containsEntry("GATEHOUSE_GATEWAY_URL", "http://127.0.0.1:8080")
                .containsEntry("GATEHOUSE_ISSUER", "http://issuer.example")
                .containsEntry("GATEHOUSE_KEYS", KEYS.toString());
    }

    @Test
    void tellsTheGatewayWhereToLogAndThatNobodyIsToBeToldOfItsEnd() {
        for (boolean apart : new boolean[] {true, false}) {
            List<ProcessSpec> processes =
                    groups(apart).stream().flatMap(List::stream).toList();
            ProcessSpec gateway = processes.get(processes.size() - 1);

            assertThat(gateway.environment())
                    .containsEntry(
                            "GATEHOUSE_ACCESSLOG",
                            data.root().resolve("log").resolve("access.log").toString())
                    .containsEntry("GATEHOUSE_DRAIN_GRACE", "0s");
            assertThat(namesOfThoseWith("GATEHOUSE_ACCESSLOG", processes)).hasSize(1);
        }
    }

    private static List<String> namesOfThoseWith(String variable, List<ProcessSpec> processes) {
        return processes.stream()
                .filter(process -> process.environment().containsKey(variable))
                .map(ProcessSpec::name)
                .toList();
    }

    private List<List<ProcessSpec>> groups(boolean apart) {
        try {
            return plan(apart, apart ? ownBroker() : Broker.inside()).groups();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Plan plan(boolean apart, Broker broker) {
        return plan(apart, broker, Collector.CHEAP);
    }

    private Plan plan(boolean apart, Broker broker, Collector collector) {
        return new Plan(new Installation(
                new Distribution(Path.of("/opt/my gatehouse")),
                data,
                KEYS,
                ports(apart),
                Database.inFiles(data.file("db"), DB_PASSWORD),
                broker,
                "http://issuer.example",
                new AdminPassword(ADMIN_PASSWORD, true, false),
                collector));
    }

    private static Broker ownBroker() {
        return Broker.process(ports(true), BROKER_PASSWORD);
    }

    private static Ports ports(boolean apart) {
        return new Ports("127.0.0.1", 8080, apart);
    }

    private String bootFile(String server, String name) throws Exception {
        return Files.readString(data.run(server).resolve(name));
    }
}
