package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.Probe;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import io.gatehouse.kernel.testing.Statements;
import io.gatehouse.notifications.smtp.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker, beside a mail server. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotificationsIT
        implements ReadingNotifications,
                AdministeringNotifications,
                SendingMails,
                FollowingTheFeed,
                CountingStatements {
    private static final int ENDS_THE_APPLICATION = Integer.MAX_VALUE - 1;
    private static final int ENDS_THE_SERVER = Integer.MAX_VALUE;

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    @SuppressWarnings("NullAway.Init")
    private static GreenMail mailbox;

    private final UUID user = UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive notifications() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "notifications");
        int port = Integer.getInteger("notifications.mail.port", 0);
        mailbox = Mailbox.at(port, ServerSetup.PROTOCOL_SMTP);
        Path war = Path.of(System.getProperty("notifications.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile())
                .addClasses(EventProbe.class, Probe.class, Statements.class);
    }

    @AfterAll
    static void stop() {
        mailbox.stop();
    }

    @Test
    void theServerGivesOutTheDocumentThatTheBuildHasMade() throws Exception {
        String made = Files.readString(Path.of("target/openapi/openapi.yaml"));

        Answer served = new ServiceClient(anna().base().replaceFirst("/notifications$", ""), "").get("/openapi");

        assertThat(described(served.response().body())).isNotEmpty().isEqualTo(described(made));
    }

    /** After it the application is that of the build, without the probe. */
    @Test
    @Order(ENDS_THE_APPLICATION)
    void openStreamsEndWhenTheApplicationIsDeployedAnewAndGoOnAfterwards() throws Exception {
        String last;
        try (StreamClient stream = new StreamClient(anna(), "").reading();
                StreamClient others = new StreamClient(bert(), "").reading()) {
            Situation.await(() -> !others.lastEventId().isEmpty());
            announce("before");
            Situation.await(() -> stream.data().size() == 1);
            last = stream.lastEventId();

            Answer accepted = anna().send("DELETE", "/probe?war=" + System.getProperty("notifications.war"), "");

            assertThat(accepted.status()).isEqualTo(202);
            Situation.await(() -> stream.ended && others.ended);
        }
        Situation.await(this::isReady);
        announce("after");
        try (StreamClient stream = new StreamClient(anna(), last).reading()) {
            Situation.await(() -> stream.data().size() == 1);
            assertThat(stream.data().get(0)).contains("\"after\"");
        }
    }

    @Test
    @Order(ENDS_THE_SERVER)
    void openStreamsEndWhenTheServerIsToldToStop() throws Exception {
        try (StreamClient stream = new StreamClient(anna(), "").reading()) {
            Situation.await(() -> !stream.lastEventId().isEmpty());

            assertThat(server().destroy()).isTrue();

            Situation.await(() -> stream.ended);
        }
    }

    /** Whoever asks while there is no application may get no answer at all. */
    private boolean isReady() throws Exception {
        try {
            return anna().get("/health/ready").status() == 200;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static ProcessHandle server() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("payara-micro.jar"))
                .findFirst()
                .orElseThrow();
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
    public GreenMail mailbox() {
        return mailbox;
    }

    @Override
    public ServiceClient clientOf(UUID of, String... roles) {
        return client(Duration.ofMinutes(10), of, roles);
    }

    @Override
    public ServiceClient expiring(Duration lifetime, UUID of) {
        return client(lifetime, of, "user");
    }

    private static ServiceClient client(Duration lifetime, UUID of, String... roles) {
        try {
            return new ServiceClient(System.getProperty("notifications.url", ""), gateway.of(lifetime, of, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
