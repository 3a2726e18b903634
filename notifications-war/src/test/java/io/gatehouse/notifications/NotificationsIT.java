package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.kernel.testing.GatewayTokens;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, with a probe in it, in Payara Micro with a broker, beside a mail server. */
@ExtendWith(ArquillianExtension.class)
class NotificationsIT implements ReadingNotifications, AdministeringNotifications, SendingMails, FollowingTheFeed {
    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    @SuppressWarnings("NullAway.Init")
    private static GreenMail mailbox;

    private final UUID user = UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive notifications() throws Exception {
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")), "notifications");
        int port = Integer.getInteger("notifications.mail.port", 0);
        mailbox = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        Path war = Path.of(System.getProperty("notifications.war", ""));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()).addClass(EventProbe.class);
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
        return client(Duration.ofMinutes(2), of, roles);
    }

    @Override
    public ServiceClient expiring(Duration lifetime) {
        return client(lifetime, user, "user");
    }

    private static ServiceClient client(Duration lifetime, UUID of, String... roles) {
        try {
            return new ServiceClient(System.getProperty("notifications.url", ""), gateway.of(lifetime, of, roles));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
