package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.mail.MailBeans.Transactional;
import io.gatehouse.notifications.smtp.Mailbox;
import io.gatehouse.notifications.smtp.Outcome.Cause;
import io.gatehouse.notifications.smtp.ScriptedServer;
import io.gatehouse.notifications.smtp.SmtpServer;
import io.gatehouse.notifications.smtp.SmtpSettings;
import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of mails when the server is well, away, busy, or does not want them. */
class MailSenderTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory told = new OutboxInMemory();
    private final NotificationsDatabase database = new NotificationsDatabase(Databases.h2());
    private final Transactional outbox = MailBeans.outbox(database, told, clock, MailBeans.configuration(true));
    private final MailSender sender = new MailSender();
    private final UUID user = UUID.randomUUID();

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    MailSenderTest() {
        sender.outbox = outbox;
        sender.clock = clock;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void waitsWhileTheServerIsAwayAndSendsEachMailOnceWhenItIsBack() throws Exception {
        int port = freePort();
        UUID first = write("a@example.org");
        for (int pause = 1; pause <= 16; pause *= 2) {
            assertThat(send(port)).isFalse();
            assertThat(status(first)).isEqualTo(Mail.Status.PENDING);
            clock.advance(Duration.ofSeconds(pause));
        }
        UUID second = write("b@example.org");
        GreenMail mailbox = Mailbox.at(port, ServerSetup.PROTOCOL_SMTP);
        try {
            send(port);
            send(port);

            assertThat(mailbox.getReceivedMessages()).hasSize(2);
        } finally {
            mailbox.stop();
        }
        assertThat(status(first)).isEqualTo(Mail.Status.SENT);
        assertThat(view(first).tries()).isEqualTo(6);
        assertThat(told.told)
                .containsExactlyInAnyOrder(new NotificationSent(first, user), new NotificationSent(second, user));
    }

    @Test
    void sendsEachMailOnceThatWasWrittenInAnOutageOfADay() throws Exception {
        int port = freePort();
        List<UUID> written = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            written.add(write("a" + hour + "@example.org"));
            send(port);
            clock.advance(Duration.ofMinutes(59));
        }
        GreenMail mailbox = Mailbox.at(port, ServerSetup.PROTOCOL_SMTP);
        try {
            // Within an hour all are due again.
            for (int minute = 0; minute <= 60; minute += 20) {
                send(port);
                clock.advance(Duration.ofMinutes(20));
            }

            assertThat(mailbox.getReceivedMessages()).hasSize(24);
        } finally {
            mailbox.stop();
        }
        assertThat(written).allSatisfy(mail -> assertThat(status(mail)).isEqualTo(Mail.Status.SENT));
    }

    @Test
    void givesUpAfterADay() throws Exception {
        int port = freePort();
        UUID notification = write("a@example.org");
        send(port);
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        send(port);
        assertThat(status(notification)).isEqualTo(Mail.Status.PENDING);
        clock.advance(Duration.ofSeconds(1));
        send(port);

        assertThat(view(notification).status()).isEqualTo(Mail.Status.FAILED);
        assertThat(view(notification).tries()).isEqualTo(3);
        assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.TRIED_TOO_OFTEN));
    }

    @Test
    void triesAgainWhatTheServerPutsOff() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            server.answerRecipientsWith("450 4.2.0 greylisted", "421 4.3.2 shutting down");
            UUID notification = write("a@example.org");

            send(server.port());
            assertThat(view(notification).reason()).contains("450 4.2.0 greylisted");
            clock.advance(Duration.ofSeconds(1));
            send(server.port());
            assertThat(status(notification)).isEqualTo(Mail.Status.PENDING);
            clock.advance(Duration.ofSeconds(2));
            send(server.port());

            assertThat(status(notification)).isEqualTo(Mail.Status.SENT);
            assertThat(view(notification).tries()).isEqualTo(3);
        }
    }

    @Test
    void givesUpAtOnceWhatTheServerRefusesAndSendsTheRest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            server.answerRecipientsWith("550 5.1.1 no such user");
            UUID refused = write("nobody@example.org");
            clock.advance(Duration.ofSeconds(1));
            UUID taken = write("a@example.org");

            send(server.port());

            assertThat(status(refused)).isEqualTo(Mail.Status.FAILED);
            assertThat(view(refused).reason()).contains("550 5.1.1 no such user");
            assertThat(status(taken)).isEqualTo(Mail.Status.SENT);
            assertThat(told.told)
                    .containsExactly(
                            new NotificationFailed(refused, user, Cause.REFUSED), new NotificationSent(taken, user));
        }
    }

    @Test
    void doesNotCountATryForMailsBehindOneThatTheServerDied() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            server.answerRecipientsWith("");
            UUID first = write("a@example.org");
            clock.advance(Duration.ofSeconds(1));
            UUID second = write("b@example.org");

            send(server.port());
            assertThat(view(first).tries()).isEqualTo(1);
            assertThat(view(second).tries()).isZero();
            clock.advance(Duration.ofSeconds(1));
            send(server.port());

            assertThat(List.of(status(first), status(second))).containsOnly(Mail.Status.SENT);
        }
    }

    @Test
    void givesUpAtOnceWhatIsNoAddressWithoutAskingTheServer() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            UUID notification = write("a@example.org>\r\nRCPT TO:<all@example.org");

            send(server.port());

            assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.ADDRESS_INVALID));
            assertThat(server.lines).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("RCPT"));
        }
    }

    @Test
    void sendsManyOverOneConnectionAndSaysThatThereIsMore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            for (int i = 0; i < MailSender.BATCH + 5; i++) {
                write("a" + i + "@example.org");
            }

            assertThat(send(server.port())).isTrue();
            assertThat(send(server.port())).isFalse();

            assertThat(server.lines).filteredOn(line -> line.startsWith("EHLO")).hasSize(2);
            assertThat(server.lines)
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(MailSender.BATCH + 5)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void letsTheRestBeLookedAfterBehindEachMail() throws Exception {
        try (ScriptedServer server = new ScriptedServer(null)) {
            for (int i = 0; i < 3; i++) {
                write("a" + i + "@example.org");
            }
            List<Integer> sent = new ArrayList<>();

            send(server.port(), () -> sent.add(told.told.size()));

            assertThat(sent).containsExactly(1, 2, 3);
        }
    }

    private boolean send(int port) {
        return send(port, () -> {});
    }

    private boolean send(int port, Runnable besides) {
        SmtpSettings settings = new SmtpSettings("127.0.0.1", port, "shop@example.org", null, null, Security.OFF);
        return sender.sendBatch(new SmtpServer(settings, (SSLSocketFactory) SSLSocketFactory.getDefault()), besides);
    }

    private UUID write(String address) {
        UUID notification = UUID.randomUUID();
        outbox.add(notification, user, address, "Hi", "Hello");
        return notification;
    }

    private MailView view(UUID notification) {
        return outbox.of(notification).get(0);
    }

    private Mail.Status status(UUID notification) {
        return view(notification).status();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
