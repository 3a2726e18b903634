package io.gatehouse.notifications.template;

import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What one type of event says in one language on one channel. */
@Entity
public class Template {
    static final Sorting<Template> SORTING = Sorting.newestFirst(
                    (Template template) -> template.createdAt, Template::id)
            .or(SortKey.of("eventType", SortType.TEXT, template -> template.eventType));

    @Id
    private UUID id;

    @Column(name = "event_type")
    private String eventType;

    private String locale;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String subject;

    @Column(length = 4000)
    private String text;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Template() {}

    Template(TemplateContent content, Instant now) {
        this.id = UUID.randomUUID();
        this.eventType = content.eventType();
        this.locale = content.locale();
        this.channel = content.channel();
        this.subject = content.subject();
        this.text = content.text();
        this.createdAt = now;
    }

    void change(TemplateContent content) {
        eventType = content.eventType();
        locale = content.locale();
        channel = content.channel();
        subject = content.subject();
        text = content.text();
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Channel channel() {
        return channel;
    }

    String locale() {
        return locale;
    }

    /** The words for what has happened. */
    Words words(Map<String, String> values) {
        return new Words(new Wording(subject).with(values), new Wording(text).with(values));
    }

    TemplateContent content() {
        return new TemplateContent(eventType, locale, channel, subject, text);
    }

    TemplateView view() {
        return new TemplateView(id, eventType, locale, channel, subject, text, createdAt);
    }
}
