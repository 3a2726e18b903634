package io.gatehouse.notifications.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a mail is written, and the way to the server, against real ones. */
class SmtpServerTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        GreenMail mailbox = greenMail(ServerSetup.PROTOCOL_SMTP);
        try {
            SmtpServer server = new SmtpServer(settings(mailbox.getSmtp().getPort(), Security.OFF), USUAL);
            Letter letter = letter("alice@example.org", "Größe 😀", "Hello <b>Alice</b>,\n.\n..\nça va?\n");
            send(server, letter);

            MimeMessage message = mailbox.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Größe 😀");
            assertThat(message.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
            assertThat(message.getContent().toString().replace("\r\n", "\n").stripTrailing())
                    .isEqualTo("Hello <b>Alice</b>,\n.\n..\nça va?");
            assertThat(message.getFrom()).containsExactly(new InternetAddress("shop@example.org"));
            assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("alice@example.org"));
            assertThat(message.getMessageID()).isEqualTo("<" + letter.id() + "@example.org>");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getSentDate().toInstant()).isEqualTo(letter.writtenAt());
        } finally {
            mailbox.stop();
        }
    }

    @Test
    void nothingInASubjectBecomesAHeader() throws Exception {
        try (ScriptedServer scripted = new ScriptedServer(null)) {
            SmtpServer server = new SmtpServer(settings(scripted.port(), Security.OFF), USUAL);
            String evil = "Hi\r\nBcc: all@example.org\r\n\r\n<h1>\n.\r\nRCPT TO:<all@example.org>\u0000\u0085";
            send(server, letter("alice@example.org", evil, "Hello\r\n.\r\nRCPT TO:<all@example.org>\r\n"));

            assertThat(scripted.lines)
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(2);
            assertThat(scripted.lines)
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .startsWith("RCPT TO:<alice@example.org>");
            // The second one is text, behind a point that was doubled.
            assertThat(scripted.lines.indexOf("RCPT TO:<all@example.org>")).isGreaterThan(scripted.lines.indexOf(".."));
            assertThat(scripted.lines).noneMatch(line -> line.startsWith("Bcc"));
            assertThat(Collections.frequency(scripted.lines, "")).isEqualTo(1);
        }
    }

    @Test
    void anAddressWithMoreInItIsNeverSentTo() throws Exception {
        try (ScriptedServer scripted = new ScriptedServer(null)) {
            SmtpServer server = new SmtpServer(settings(scripted.port(), Security.OFF), USUAL);

            assertThatThrownBy(
                            () -> send(server, letter("alice@example.org>\r\nRCPT TO:<all@example.org", "Hi", "Hello")))
                    .isInstanceOf(MessagingException.class);
            assertThat(scripted.lines).noneMatch(line -> line.startsWith("RCPT"));
        }
    }

    @Test
    void logsInWithThePasswordAndNotWithAnother() throws Exception {
        GreenMail mailbox = greenMail(ServerSetup.PROTOCOL_SMTP);
        try {
            mailbox.setUser("shop@example.org", "shop", "right");
            int port = mailbox.getSmtp().getPort();
            send(
                    new SmtpServer(settings(port, "shop", "right", Security.OFF), USUAL),
                    letter("a@example.org", "x", "y"));

            assertThat(mailbox.getReceivedMessages()).hasSize(1);
            assertThatThrownBy(() -> new SmtpServer(settings(port, "shop", "wrong", Security.OFF), USUAL).connect())
                    .isInstanceOf(MessagingException.class);
        } finally {
            mailbox.stop();
        }
    }

    @Test
    void switchesTlsOnBeforeItSaysAnything() throws Exception {
        Certificate certificate = Certificate.in(directory);
        for (Security security : new Security[] {Security.REQUIRED, Security.OPTIONAL}) {
            try (ScriptedServer scripted = new ScriptedServer(certificate.context())) {
                SSLSocketFactory sockets = certificate.context().getSocketFactory();
                send(new SmtpServer(settings(scripted.port(), security), sockets), letter("a@example.org", "x", "y"));

                assertThat(scripted.lines.subList(0, 3))
                        .containsExactly("EHLO example.org", "STARTTLS", "EHLO example.org");
                assertThat(scripted.lines).contains("RCPT TO:<a@example.org>", "y");
            }
        }
    }

    @Test
    void sendsNothingInPlainTextWhenTlsIsRequired() throws Exception {
        try (ScriptedServer scripted = new ScriptedServer(null)) {
            SmtpServer server = new SmtpServer(settings(scripted.port(), Security.REQUIRED), USUAL);

            assertThatThrownBy(server::connect).isInstanceOf(MessagingException.class);
            assertThat(scripted.lines).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void sendsNothingToAServerThatItDoesNotTrust() throws Exception {
        Certificate certificate = Certificate.in(directory);
        try (ScriptedServer scripted = new ScriptedServer(certificate.context())) {
            SmtpServer server = new SmtpServer(settings(scripted.port(), Security.REQUIRED), USUAL);

            assertThatThrownBy(server::connect).isInstanceOf(MessagingException.class);
            assertThat(scripted.lines).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        Certificate certificate = Certificate.in(directory);
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        System.setProperty("greenmail.tls.keystore.password", certificate.password());
        GreenMail mailbox = greenMail(ServerSetup.PROTOCOL_SMTPS);
        try {
            int port = mailbox.getSmtps().getPort();
            SSLSocketFactory sockets = certificate.context().getSocketFactory();
            send(new SmtpServer(settings(port, Security.IMPLICIT), sockets), letter("a@example.org", "x", "y"));

            Address[] recipients = mailbox.getReceivedMessages()[0].getAllRecipients();
            assertThat(Arrays.asList(recipients)).hasSize(1);
            assertThatThrownBy(() -> new SmtpServer(settings(port, Security.IMPLICIT), USUAL).connect())
                    .isInstanceOf(MessagingException.class);
        } finally {
            mailbox.stop();
        }
    }

    private static GreenMail greenMail(String protocol) {
        return Mailbox.at(0, protocol);
    }

    private static void send(SmtpServer server, Letter letter) throws MessagingException {
        try (Transport transport = server.connect()) {
            server.send(transport, letter);
        }
    }

    static Letter letter(String address, String subject, String text) {
        return new Letter(
                UUID.randomUUID(), UUID.randomUUID(), address, subject, text, Instant.parse("2026-01-02T12:00:00Z"));
    }

    static SmtpSettings settings(int port, Security security) {
        return settings(port, null, null, security);
    }

    private static SmtpSettings settings(
            int port, @Nullable String user, @Nullable String password, Security security) {
        return new SmtpSettings(LOOPBACK, port, "shop@example.org", user, password, security);
    }
}
