package io.gatehouse.notifications.template;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** All templates. */
@ApplicationScoped
public class Templates {
    /** What there always is, unless an administrator has deleted it. */
    static final String LAST_RESORT = "en";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    void add(Template template) {
        entities.persist(template);
        flush();
        TemplateContent content = template.content();
        outbox.auditOnly(
                template.id(),
                new TemplateCreated(template.id(), content.eventType(), content.locale(), content.channel()));
    }

    void change(Template template, TemplateContent wanted) {
        template.change(wanted);
        flush();
        outbox.auditOnly(
                template.id(),
                new TemplateChanged(template.id(), wanted.eventType(), wanted.locale(), wanted.channel()));
    }

    void remove(Template template) {
        TemplateContent content = template.content();
        entities.remove(template);
        outbox.auditOnly(
                template.id(),
                new TemplateDeleted(template.id(), content.eventType(), content.locale(), content.channel()));
    }

    /** Writes changes, so that what was changed has its new version; refuses a second template for the same. */
    private void flush() {
        try {
            entities.flush();
        } catch (ConstraintViolationException taken) {
            throw ProblemException.conflict(
                    "TEMPLATE_EXISTS", "There is another template for this event, language and channel.");
        }
    }

    Template get(UUID id) {
        Template found = entities.find(Template.class, id);
        if (found == null) {
            throw ProblemException.notFound("The template");
        }
        return found;
    }

    Page<Template> page(
            @Nullable String eventType, @Nullable String locale, @Nullable Channel channel, PageRequest request) {
        Selection selection = Selection.all()
                .andIfGiven("e.eventType = :type", "type", eventType)
                .andIfGiven("e.locale = :locale", "locale", locale)
                .andIfGiven("e.channel = :channel", "channel", channel);
        return request.read(entities, Template.class, Template.SORTING, selection);
    }

    /**
     * The words for what has happened, in one statement: in the user's language and region, else in the language, else
     * in English. A channel without any of these is not used.
     *
     * @param locale a BCP 47 tag, or null when it is not known
     */
    public Map<Channel, Words> words(Occasion occasion, @Nullable String locale, Map<String, String> values) {
        List<String> locales = fallbacks(locale);
        Map<Channel, Words> words = new EnumMap<>(Channel.class);
        entities.createQuery(
                        "select t from Template t where t.eventType = :type and t.locale in :locales", Template.class)
                .setParameter("type", occasion.eventType())
                .setParameter("locales", locales)
                .getResultStream()
                .sorted(Comparator.comparingInt(template -> locales.indexOf(template.locale())))
                .forEach(template -> words.putIfAbsent(template.channel(), template.words(values)));
        return words;
    }

    private static List<String> fallbacks(@Nullable String locale) {
        if (locale == null) {
            return List.of(LAST_RESORT);
        }
        String language = locale.replaceFirst("-.*", "");
        return Stream.of(locale, language, LAST_RESORT).distinct().toList();
    }
}
