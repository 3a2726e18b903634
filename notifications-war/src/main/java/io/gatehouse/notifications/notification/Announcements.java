package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.notifications.mail.MailOutbox;
import io.gatehouse.notifications.mail.MailView;
import io.gatehouse.notifications.recipient.Recipient;
import io.gatehouse.notifications.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** What administrators tell users. */
@ApplicationScoped
public class Announcements {
    static final String TYPE = "Announcement";

    @Inject
    Notifications notifications;

    @Inject
    Recipients recipients;

    @Inject
    MailOutbox mails;

    @Inject
    Clock clock;

    /** Tells a user something, who may be one that nothing is known of yet, but not one who was deleted. */
    Notification add(NotificationContent wanted) {
        Recipient recipient = recipients.find(wanted.userId());
        if (recipient != null && recipient.isForgotten()) {
            throw ProblemException.field(422, "UNKNOWN_USER", "userId", Rule.EXISTING, "is a user no longer");
        }
        return notifications.add(
                new Notification(wanted.userId(), TYPE, wanted.subject(), wanted.message(), clock.instant()));
    }

    /** Writes the e-mail of a notification, which is audited; while one waits to be sent that is the answer. */
    MailView send(Notification notification) {
        if (!mails.isOn()) {
            throw ProblemException.conflict("MAIL_OFF", "This installation sends no e-mails.");
        }
        Recipient recipient = recipients.find(notification.userId());
        String address = recipient == null ? null : recipient.email();
        if (address == null) {
            throw ProblemException.conflict("NO_MAIL_ADDRESS", "No e-mail address of the user is known.");
        }
        notifications.hold(notification);
        return mails.request(
                notification.id(), notification.userId(), address, notification.subject(), notification.message());
    }
}
