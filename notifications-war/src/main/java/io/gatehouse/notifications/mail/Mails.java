package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.notifications.recipient.Recipient;
import io.gatehouse.notifications.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All mails, as administrators look after them. */
@ApplicationScoped
public class Mails {
    @PersistenceContext
    EntityManager entities;

    @Inject
    MailOutbox mails;

    @Inject
    Recipients recipients;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @Inject
    Event<MailWritten> written;

    /** The mail; 404 for one that is not there. */
    Mail get(UUID id) {
        return found(entities.find(Mail.class, id));
    }

    Page<Mail> page(MailFilter filter, PageRequest request) {
        return request.read(entities, Mail.class, Mail.SORTING, filter.chosen());
    }

    /**
     * The mails of a notification, oldest first unless asked otherwise.
     *
     * @param status of those that are wanted; null for all
     */
    public Page<Mail> of(UUID notificationId, Mail.@Nullable Status status, PageRequest request) {
        Selection selection = Selection.where("e.notificationId = :notification", "notification", notificationId)
                .andIfGiven("e.status = :status", "status", status);
        return request.read(entities, Mail.class, Mail.HISTORY, selection);
    }

    /**
     * Lets a mail be tried again that has failed, as one that was just written, to where its user is reached now.
     *
     * @throws ProblemException 409 for one that has not failed, or while another of its notification waits, or when there
     *     is still no address that it could go to
     */
    MailView retry(UUID id) {
        if (!mails.isOn()) {
            throw ProblemException.conflict("MAIL_OFF", "This installation sends no e-mails.");
        }
        // The recipient, the mail, the notification: so lock all others, and nobody waits for each other.
        Recipient recipient = recipients.find(userOf(id));
        Mail mail = found(entities.find(Mail.class, id, LockModeType.PESSIMISTIC_WRITE));
        mails.hold(mail.notificationId());
        if (mail.status() != Mail.Status.FAILED
                || !mails.waiting(mail.notificationId()).isEmpty()) {
            throw ProblemException.conflict(
                    "MAIL_NOT_FAILED", "The e-mail has not failed, or another of its notification waits to be sent.");
        }
        String newest = recipient == null ? null : recipient.email();
        if (newest == null && !mail.isAddressed()) {
            throw ProblemException.conflict("NO_MAIL_ADDRESS", "No e-mail address of the user is known.");
        }
        mail.retry(newest, clock.instant());
        outbox.auditOnly(mail.notificationId(), new MailRetried(id, mail.notificationId(), mail.userId()));
        written.fire(new MailWritten());
        return mail.view();
    }

    private UUID userOf(UUID mail) {
        return entities.createQuery("select m.userId from Mail m where m.id = :id", UUID.class)
                .setParameter("id", mail)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The e-mail"));
    }

    private static Mail found(@Nullable Mail mail) {
        if (mail == null) {
            throw ProblemException.notFound("The e-mail");
        }
        return mail;
    }
}
