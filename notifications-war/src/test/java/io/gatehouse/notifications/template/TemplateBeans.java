package io.gatehouse.notifications.template;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.notifications.NotificationsDatabase;
import java.time.Instant;
import java.util.List;

/** Templates outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
public final class TemplateBeans {
    private TemplateBeans() {}

    public static Templates templates(NotificationsDatabase database, Outbox outbox) {
        Templates templates = new Templates();
        templates.entities = database.entities();
        templates.outbox = outbox;
        return templates;
    }

    /** Adds a template for {@code TaskCompleted}, in a transaction of its own. */
    public static void add(NotificationsDatabase database, Outbox outbox, TemplateContent content) {
        database.run(() -> templates(database, outbox).add(new Template(content, Instant.EPOCH)));
    }

    /** Deletes all for an event in a language. */
    public static void removeAll(NotificationsDatabase database, Occasion occasion) {
        database.run(() -> {
            List<Template> all = database.entities()
                    .createQuery("select t from Template t where t.eventType = :type", Template.class)
                    .setParameter("type", occasion.eventType())
                    .getResultList();
            all.forEach(database.entities()::remove);
        });
    }
}
