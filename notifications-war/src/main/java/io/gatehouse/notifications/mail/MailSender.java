package io.gatehouse.notifications.mail;

import io.gatehouse.notifications.smtp.Addresses;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import io.gatehouse.notifications.smtp.SmtpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;

/** Sends what is due, over one connection for each batch. Holds no transaction while it talks to the mail server. */
@ApplicationScoped
public class MailSender {
    static final int BATCH = 20;

    private static final Logger LOG = Logger.getLogger(MailSender.class.getName());

    @Inject
    MailOutbox outbox;

    @Inject
    Clock clock;

    private boolean failing;

    /**
     * Tries one batch; true when there may be more that can be sent.
     *
     * @param besides is done after each mail, for a batch may take minutes; what it throws would end the batch
     */
    boolean sendBatch(SmtpServer server, Runnable besides) {
        List<Letter> taken = outbox.take(BATCH);
        if (taken.isEmpty()) {
            return false;
        }
        try (Transport transport = server.connect()) {
            told("");
            sendAll(server, transport, taken, besides);
            return taken.size() == BATCH;
        } catch (MessagingException away) {
            // Whatever it said, it was about us and not about a mail.
            String reason = Outcome.words(away);
            told(server + ": " + reason);
            taken.forEach(letter -> outbox.settle(letter, new Outcome.Later(reason)));
            return false;
        }
    }

    private void sendAll(SmtpServer server, Transport transport, List<Letter> letters, Runnable besides) {
        // A server that is slow in everything must not outlast the lease.
        Instant end = clock.instant().plus(MailOutbox.LEASE.dividedBy(2));
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            if (i > 0 && (clock.instant().isAfter(end) || !transport.isConnected())) {
                outbox.giveBack(letters.subList(i, letters.size()));
                return;
            }
            outbox.settle(letter, outcome(server, transport, letter));
            besides.run();
        }
    }

    private static Outcome outcome(SmtpServer server, Transport transport, Letter letter) {
        if (!Addresses.isOne(letter.address())) {
            return new Outcome.Never(Outcome.Cause.ADDRESS_INVALID, "The address is none that mail can be sent to.");
        }
        try {
            server.send(transport, letter);
            return new Outcome.Sent();
        } catch (MessagingException failed) {
            return Outcome.of(failed);
        }
    }

    /** A failure is told once; the mails wait. */
    private void told(String failure) {
        if (!failure.isEmpty() && !failing) {
            LOG.warning(() -> "Mails cannot be sent now; they wait: " + failure);
        }
        if (failure.isEmpty() && failing) {
            LOG.info("Mails are sent again.");
        }
        failing = !failure.isEmpty();
    }
}
