package io.gatehouse.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What templates promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TemplatesContract {
    private static final Map<String, String> TITLE = Map.of("title", "Write");

    private final OutboxInMemory outbox = new OutboxInMemory();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Templates templates;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        templates = TemplateBeans.templates(database, outbox);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void eachEventHasWordsFromTheBeginningWithNamesThatItTells() {
        for (Occasion occasion : Occasion.values()) {
            assertThat(words(occasion, null, Map.of())).as(occasion.eventType()).containsKey(Channel.IN_APP);
        }
        database.run(() -> database.entities()
                .createQuery("select t from Template t", Template.class)
                .getResultStream()
                .forEach(template -> template.content().requireKnownNames()));
    }

    @Test
    void theWordsAreThoseOfTheRegionElseOfTheLanguageElseEnglish() {
        add("de", "Aufgabe: {title}");
        add("de-AT", "Aufgab: {title}");

        assertThat(inApp("de-AT")).isEqualTo("Aufgab: Write");
        assertThat(inApp("de-CH")).isEqualTo("Aufgabe: Write");
        assertThat(inApp("de")).isEqualTo("Aufgabe: Write");
        assertThat(inApp("fr")).isEqualTo("Task completed: Write.");
        assertThat(inApp(null)).isEqualTo("Task completed: Write.");
    }

    @Test
    void wordsAreFoundInOneStatement() {
        assertThat(database.statements(() -> templates.words(Occasion.ORDER_CONFIRMED, "de-AT", Map.of())))
                .isEqualTo(1);
    }

    @Test
    void thereIsOneTemplateForAnEventALanguageAndAChannel() {
        add("it", "{title}");

        assertThatThrownBy(() -> add("it", "another")).hasMessageContaining("TEMPLATE_EXISTS");
    }

    @Test
    void aChangeIsAudited() {
        TemplateContent content = new TemplateContent("OrderTimedOut", "nl", Channel.EMAIL, "a", "b");
        Template template = new Template(content, Instant.EPOCH);
        database.run(() -> templates.add(template));
        TemplateContent other = new TemplateContent("OrderTimedOut", "nl", Channel.EMAIL, "c", "d");
        database.run(() -> templates.change(templates.get(template.id()), other));
        database.run(() -> templates.remove(templates.get(template.id())));

        assertThat(outbox.audited)
                .contains(
                        new TemplateCreated(template.id(), "OrderTimedOut", "nl", Channel.EMAIL),
                        new TemplateChanged(template.id(), "OrderTimedOut", "nl", Channel.EMAIL),
                        new TemplateDeleted(template.id(), "OrderTimedOut", "nl", Channel.EMAIL));
        assertThatThrownBy(() -> database.run(() -> templates.get(template.id())))
                .hasMessageContaining("NOT_FOUND");
    }

    @Test
    void aListIsFiltered() {
        assertThat(database.call(() -> templates
                        .page("UserRegistered", "en", Channel.EMAIL, new PageRequest())
                        .items()))
                .singleElement()
                .satisfies(template -> assertThat(template.content().subject()).isEqualTo("Welcome, {username}"));
    }

    private void add(String locale, String text) {
        TemplateContent content = new TemplateContent("TaskCompleted", locale, Channel.IN_APP, "x", text);
        TemplateBeans.add(database, outbox, content);
    }

    private String inApp(@Nullable String locale) {
        Words words = words(Occasion.TASK_COMPLETED, locale, TITLE).get(Channel.IN_APP);
        return words == null ? "" : words.text();
    }

    private Map<Channel, Words> words(Occasion occasion, @Nullable String locale, Map<String, String> values) {
        return database.call(() -> templates.words(occasion, locale, values));
    }
}
