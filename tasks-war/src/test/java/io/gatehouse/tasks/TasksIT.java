package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.Probe;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import io.gatehouse.kernel.testing.Statements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker. One class, for each would be another server. */
@ExtendWith(ArquillianExtension.class)
class TasksIT
        implements ChangingTasks,
                VersionsOfTasks,
                RepeatedRequests,
                CountingStatements,
                ListsOfTasks,
                BoundsOfTasks,
                HistoryOfTasks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    private final UUID user = UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive tasks() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "tasks");
        Path war = Path.of(System.getProperty("tasks.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile())
                .addClasses(EventProbe.class, Probe.class, Statements.class);
    }

    @Test
    void theServerGivesOutTheDocumentThatTheBuildHasMade() throws Exception {
        String made = Files.readString(Path.of("target/openapi/openapi.yaml"));

        Answer served = new ServiceClient(anna().base().replaceFirst("/tasks$", ""), "").get("/openapi");

        assertThat(described(served.response().body())).isNotEmpty().isEqualTo(described(made));
    }

    @Test
    void isReadyWithItsDatabaseAndItsBroker() throws Exception {
        ServiceClient server = new ServiceClient(anna().base().replaceFirst("/tasks$", ""), "");

        await(() -> server.get("/health/ready").status() == 200);

        assertThat(server.get("/health/ready").json().path("checks"))
                .extracting(check ->
                        check.path("name").asText() + " " + check.path("status").asText())
                .containsExactlyInAnyOrder("tasks-database UP", "tasks-broker UP");
        Answer own = anna().get("/health/ready");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().path("checks")).hasToString("{\"broker\":\"UP\",\"database\":\"UP\"}");
        assertThat(own.text("status")).isEqualTo("UP");
    }

    @Test
    void allOfAUserIsForgottenWhenTheUserIs() throws Exception {
        String home = create("/categories", "{'name':'Home'}").text("id");
        create("/tasks", "{'title':'x','categoryId':'" + home + "'}");
        bert().post("/tasks", Situation.json("{'title':'of another'}"));

        anna().publish("/users", UUID.randomUUID(), "UserRegistered", "{\"userId\":\"" + user + "\"}");
        anna().publish("/users", UUID.randomUUID(), "UserDeleted", "{\"userId\":\"" + user + "\",\"at\":\"now\"}");

        await(() -> anna().get("/tasks").json().isEmpty()
                && anna().get("/categories").json().isEmpty());
        assertThat(bert().get("/tasks").json()).hasSize(1);

        // With a token that lives on.
        create(
                "/tasks",
                "{'title':'x','categoryId':'"
                        + create("/categories", "{'name':'Home'}").text("id") + "'}");
        await(() -> anna().get("/tasks").json().isEmpty()
                && anna().get("/categories").json().isEmpty());
        assertThat(bert().get("/tasks").json()).hasSize(1);
    }

    @Test
    void aTokenThatIsVerifiedOnceIsGoodUntilItExpiresAndNoOtherIsTakenForIt() throws Exception {
        String token = gateway.of(Duration.ofSeconds(10), user, "user");
        ServiceClient brief = new ServiceClient(anna().base(), token);
        ServiceClient forged = new ServiceClient(anna().base(), token.substring(0, token.length() - 8) + "AAAAAAAA");

        create("/tasks", "{'title':'mine'}");
        double before = verifications();
        for (int i = 0; i < 3; i++) {
            assertThat(brief.get("/tasks").json()).hasSize(1);
            assertThat(forged.get("/tasks").status()).isEqualTo(401);
        }
        assertThat(verifications() - before)
                .as("one of the good, each of the forged")
                .isEqualTo(4);
        assertThat(bert().get("/tasks").json()).isEmpty();
        await(() -> brief.get("/tasks").status() == 401);
    }

    private double verifications() throws Exception {
        String root = anna().base().replaceFirst("/tasks$", "");
        String metrics = new ServiceClient(root, "")
                .get("/metrics?scope=application")
                .response()
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("gatehouse_token_verifications_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
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
    public ServiceClient clientOf(UUID user, String... roles) {
        try {
            return new ServiceClient(System.getProperty("tasks.url", ""), gateway.of(user, roles));
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
