package io.gatehouse.notifications;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import io.gatehouse.notifications.mail.MailOutbox;
import io.gatehouse.notifications.notification.Notifications;
import io.gatehouse.notifications.recipient.Recipient;
import io.gatehouse.notifications.recipient.Recipients;
import io.gatehouse.notifications.template.Channel;
import io.gatehouse.notifications.template.Occasion;
import io.gatehouse.notifications.template.Templates;
import io.gatehouse.notifications.template.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What events of others do here: users are known, told and forgotten. */
@ApplicationScoped
public class Telling implements EventEffect {
    @Inject
    Recipients recipients;

    @Inject
    Templates templates;

    @Inject
    Notifications notifications;

    @Inject
    MailOutbox mails;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void of(CloudEvent event) {
        switch (event.type()) {
            case "UserRegistered", "UserChanged" -> know(event);
            case "UserDeleted" -> forget(event.dataAs(Told.UserDeleted.class).userId());
            default -> {}
        }
        Occasion.of(event.type()).ifPresent(occasion -> tell(occasion, Told.of(occasion, event)));
    }

    private void know(CloudEvent event) {
        Told.Reached reached = event.dataAs(Told.Reached.class);
        String address = recipients.know(reached.userId(), reached.email(), reached.locale(), event.time());
        if (address != null) {
            mails.addressKnown(reached.userId(), address);
        }
    }

    private void forget(UUID userId) {
        recipients.forget(userId);
        mails.removeAllOf(userId);
        notifications.removeAllOf(userId);
        deadLetters.deleteAllOf(userId.toString());
    }

    private void tell(Occasion occasion, Told told) {
        if (told.isOfNobody()) {
            return;
        }
        Recipient recipient = recipients.find(told.userId());
        if (recipient != null && recipient.isForgotten()) {
            return;
        }
        String locale = recipient == null ? null : recipient.locale();
        Map<Channel, Words> words = templates.words(occasion, locale, told.values());
        Words inApp = words.get(Channel.IN_APP);
        if (inApp == null) {
            return;
        }
        UUID notification = notifications.tell(told.userId(), occasion.eventType(), inApp.subject(), inApp.text());
        mail(notification, told.userId(), recipient, words.get(Channel.EMAIL));
    }

    /** Who is heard of before they are known gets the mail as soon as they are: queues overtake each other. */
    private void mail(UUID notification, UUID userId, @Nullable Recipient recipient, @Nullable Words words) {
        if (!mails.isOn() || words == null) {
            return;
        }
        if (recipient == null) {
            recipients.expect(userId);
        }
        String address = recipient == null ? null : recipient.email();
        mails.add(notification, userId, address, words.subject(), words.text());
    }
}
