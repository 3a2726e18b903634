package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All mails. One that is taken is nobody else's until its lease ends, so several instances send at once and a crash only
 * delays: what was sent and not noted before a crash is sent again, with the same Message-ID.
 */
@ApplicationScoped
public class MailOutbox {
    /** Far longer than a batch can take with all its timeouts. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** How long mails that were sent or given up are kept. */
    static final Duration KEEP = Duration.ofDays(30);

    /** How long a mail waits for its address: an outage is over by then, or an event is a dead letter. */
    static final Duration WITHOUT_ADDRESS = Duration.ofDays(1);

    private static final int MOST_AT_ONCE = 1_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    MailConfiguration configuration;

    @Inject
    Clock clock;

    @Inject
    Event<MailWritten> written;

    @Inject
    Event<MailSettled> settled;

    /** Whether mails are sent at all; otherwise none is to be written. */
    public boolean isOn() {
        return configuration.isOn();
    }

    /**
     * Writes a mail in the current transaction; one that waits for the same notification already is enough.
     *
     * @param address null when it is not known yet: the mail waits for it for a day
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public MailView add(UUID notificationId, UUID userId, @Nullable String address, String subject, String text) {
        List<Mail> waiting = waiting(notificationId);
        return waiting.isEmpty()
                ? write(notificationId, userId, address, subject, text)
                : waiting.get(0).view();
    }

    /** The same for somebody who asks for it, which is audited when a mail is written. */
    @Transactional(Transactional.TxType.MANDATORY)
    public MailView request(UUID notificationId, UUID userId, String address, String subject, String text) {
        List<Mail> waiting = waiting(notificationId);
        if (!waiting.isEmpty()) {
            return waiting.get(0).view();
        }
        MailView mail = write(notificationId, userId, address, subject, text);
        outbox.auditOnly(notificationId, new MailRequested(mail.id(), notificationId, userId));
        return mail;
    }

    private MailView write(UUID notificationId, UUID userId, @Nullable String address, String subject, String text) {
        Mail mail = new Mail(notificationId, userId, address, subject, text, clock.instant());
        entities.persist(mail);
        written.fire(new MailWritten());
        return mail.view();
    }

    /** Addresses those mails of a user that wait for it, so that they are due. */
    public void addressKnown(UUID userId, String address) {
        int due = entities.createQuery("update Mail m set m.address = :address, m.dueAt = :now, m.dueSince = :now"
                        + " where m.userId = :user and m.address is null and m.status = :pending")
                .setParameter("address", address)
                .setParameter("now", clock.instant())
                .setParameter("user", userId)
                .setParameter("pending", Mail.Status.PENDING)
                .executeUpdate();
        if (due > 0) {
            written.fire(new MailWritten());
        }
    }

    /** Those of a notification that wait to be sent: one, unless two were written at the same instant. */
    List<Mail> waiting(UUID notificationId) {
        return entities.createQuery(
                        "select m from Mail m where m.notificationId = :notification and m.status = :pending",
                        Mail.class)
                .setParameter("notification", notificationId)
                .setParameter("pending", Mail.Status.PENDING)
                .getResultList();
    }

    /** Takes mails that are due, the longest waiting first, each to where its user is reached now. */
    @Transactional
    public List<Letter> take(int most) {
        Instant now = clock.instant();
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<UUID> due = entities.createNativeQuery(
                        "select id from mail where status = 'PENDING' and address is not null and due_at <= :now order by due_at"
                                + " fetch first " + most + " rows only for update skip locked",
                        UUID.class)
                .setParameter("now", now)
                .getResultList();
        if (due.isEmpty()) {
            return List.of();
        }
        UUID lease = UUID.randomUUID();
        return entities.createQuery(
                        "select m as mail, r.email as newest from Mail m left join Recipient r on r.userId = m.userId"
                                + " where m.id in :due order by m.createdAt, m.id",
                        Tuple.class)
                .setParameter("due", due)
                .getResultStream()
                .map(found ->
                        found.get("mail", Mail.class).lease(lease, now.plus(LEASE), found.get("newest", String.class)))
                .toList();
    }

    /** Notes how a try has ended, unless the mail was deleted or the lease has ended and another took it. */
    @Transactional
    public void settle(Letter letter, Outcome outcome) {
        Mail mail = entities.find(Mail.class, letter.id(), LockModeType.PESSIMISTIC_WRITE);
        if (mail == null || !mail.isLeasedTo(letter.lease())) {
            return;
        }
        if (outcome instanceof Outcome.Sent) {
            mail.sent(clock.instant());
            tell(mail, new NotificationSent(mail.notificationId(), mail.userId()));
        } else if (outcome instanceof Outcome.Later later) {
            putOff(mail, later.reason());
        } else if (outcome instanceof Outcome.Never never) {
            giveUp(mail, never.cause(), never.reason());
        }
        settled.fire(new MailSettled(
                mail.status() == Mail.Status.PENDING
                        ? "retried"
                        : mail.status() == Mail.Status.SENT ? "sent" : "failed"));
    }

    private void putOff(Mail mail, String reason) {
        if (!mail.later(reason, configuration.patience(), clock.instant())) {
            giveUp(mail, Outcome.Cause.TRIED_TOO_OFTEN, reason);
        }
    }

    private void giveUp(Mail mail, Outcome.Cause cause, String reason) {
        mail.failed(reason, clock.instant());
        tell(mail, new NotificationFailed(mail.notificationId(), mail.userId(), cause));
    }

    private int giveUpUnaddressed(int most) {
        List<Mail> unaddressed = entities.createQuery(
                        "select m from Mail m where m.status = :pending and m.address is null and m.createdAt < :old"
                                + " order by m.notificationId, m.id",
                        Mail.class)
                .setParameter("pending", Mail.Status.PENDING)
                .setParameter("old", clock.instant().minus(WITHOUT_ADDRESS))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(most)
                .getResultList();
        unaddressed.forEach(mail -> giveUp(mail, Outcome.Cause.ADDRESS_UNKNOWN, "No address became known in time."));
        return unaddressed.size();
    }

    private void tell(Mail mail, Record event) {
        hold(mail.notificationId());
        outbox.add(Topic.NOTIFICATION_EVENTS, mail.notificationId(), event);
    }

    /** Whoever else adds to the notification's mails or history just now comes before or behind, and neither fails. */
    void hold(UUID notificationId) {
        List<?> unused = entities.createNativeQuery("select id from notification where id = :id for update", UUID.class)
                .setParameter("id", notificationId)
                .getResultList();
    }

    /** Lets others take what was taken and not tried. */
    @Transactional
    public void giveBack(List<Letter> untried) {
        for (Letter letter : untried) {
            Mail mail = entities.find(Mail.class, letter.id(), LockModeType.PESSIMISTIC_WRITE);
            if (mail != null && mail.isLeasedTo(letter.lease())) {
                mail.giveBack(clock.instant());
            }
        }
    }

    /** Deletes the mails of a notification, sent or not. */
    public void removeAllAbout(UUID notificationId) {
        entities.createQuery("delete from Mail m where m.notificationId = :notification")
                .setParameter("notification", notificationId)
                .executeUpdate();
    }

    /** Deletes all mails of a user, sent or not. */
    public void removeAllOf(UUID userId) {
        entities.createQuery("delete from Mail m where m.userId = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    /**
     * Gives up what nobody can be reached with, and forgets what was sent or given up a month ago: some of it, so that it
     * never takes long. True when there may be more.
     */
    @Transactional
    public boolean forgetOld() {
        return forgetOld(MOST_AT_ONCE);
    }

    boolean forgetOld(int most) {
        int givenUp = giveUpUnaddressed(most);
        int forgotten = entities.createNativeQuery(
                        "delete from mail where settled_at < :old and id in (select id from mail"
                                + " where settled_at < :old order by settled_at fetch first " + most + " rows only)")
                .setParameter("old", clock.instant().minus(KEEP))
                .executeUpdate();
        return givenUp == most || forgotten == most;
    }
}
