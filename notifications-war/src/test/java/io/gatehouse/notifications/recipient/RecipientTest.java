package io.gatehouse.notifications.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Recipient recipient = new Recipient(UUID.randomUUID());

    @Test
    void isReachedWhereTheNewestEventSays() {
        recipient.know("a@example.org", "de_AT", NOON);
        recipient.know("old@example.org", "fr", NOON.minusSeconds(1));

        assertThat(recipient.email()).isEqualTo("a@example.org");
        assertThat(recipient.locale()).isEqualTo("de-AT");

        recipient.know("b@example.org", null, NOON.plusSeconds(1));
        assertThat(recipient.email()).isEqualTo("b@example.org");
        assertThat(recipient.locale()).as("whoever names none wants none").isNull();
    }

    @Test
    void hasNoAddressThatIsLongerThanAnyMayBe() {
        recipient.know("x".repeat(321), null, NOON);

        assertThat(recipient.email()).isNull();
    }

    @Test
    void whoIsForgottenIsNotRememberedByALateEvent() {
        recipient.know("a@example.org", "en", NOON);
        recipient.forget();
        recipient.know("a@example.org", "en", NOON.plusSeconds(1));

        assertThat(recipient.isForgotten()).isTrue();
        assertThat(recipient.email()).isNull();
        assertThat(recipient.locale()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"en, en", "EN, en", "de-at, de-AT", "de_AT, de-AT", "zh-Hant-TW, zh-TW", "es-419, es", "'', ", "1, "})
    void aLocaleIsALanguageAndPerhapsARegion(String tag, String expected) {
        assertThat(Locales.normal(tag)).isEqualTo(expected);
    }
}
