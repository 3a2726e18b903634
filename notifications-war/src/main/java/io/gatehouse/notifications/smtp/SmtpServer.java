package io.gatehouse.notifications.smtp;

import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** The server that takes our mails (RFC 5321). No call waits for longer than its timeouts. */
public final class SmtpServer {
    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    private final SmtpSettings settings;
    private final Session session;

    /** @param sockets makes the sockets of TLS: whom it trusts is trusted */
    public SmtpServer(SmtpSettings settings, SSLSocketFactory sockets) {
        this.settings = settings;
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        // Said in EHLO; asking the system for this machine's name could take long.
        properties.put("mail.smtp.localhost", domain());
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        Security security = settings.security();
        properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Security.IMPLICIT));
        properties.put(
                "mail.smtp.starttls.enable",
                Boolean.toString(security == Security.REQUIRED || security == Security.OPTIONAL));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security == Security.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        session = Session.getInstance(properties);
    }

    /** Connects and logs in; an open transport is to be closed. */
    public Transport connect() throws MessagingException {
        Transport transport = session.getTransport("smtp");
        transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
        return transport;
    }

    /** Sends a mail to its one address. */
    public void send(Transport transport, Letter letter) throws MessagingException {
        MimeMessage message = message(letter);
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
    }

    /** Plain text: nothing in it can be markup. What is in a header is one line, whatever it was. */
    MimeMessage message(Letter letter) throws MessagingException {
        String id = "<" + letter.id() + "@" + domain() + ">";
        MimeMessage message = new MimeMessage(session) {
            /** The same in each try, by which mailboxes recognise a second copy. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.address(), true));
        message.setSubject(letter.subject().replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), "UTF-8");
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(letter.writtenAt()));
        // Nobody's holiday program is to answer (RFC 3834, section 5).
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private String domain() {
        return settings.from().substring(settings.from().lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
