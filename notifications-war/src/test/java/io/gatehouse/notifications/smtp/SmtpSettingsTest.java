package io.gatehouse.notifications.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "Shop <shop@example.org>", "shop@example.org\r\nBcc: a@example.org"})
    void theSenderIsOneAddress(String from) {
        assertThatThrownBy(() -> new SmtpSettings("mail.example.org", 25, from, null, null, Security.OFF))
                .hasMessageContaining("gatehouse.mail.from");
    }

    @Test
    void aPasswordIsNeverSentInPlainTextToAnotherMachine() {
        for (Security open : new Security[] {Security.OFF, Security.OPTIONAL}) {
            assertThatThrownBy(() -> settings("mail.example.org", open)).hasMessageContaining("plain text");
            assertThat(settings("127.0.0.1", open).user()).isEqualTo("shop");
        }
        assertThat(settings("mail.example.org", Security.REQUIRED).user()).isEqualTo("shop");
        assertThat(settings("mail.example.org", Security.IMPLICIT).user()).isEqualTo("shop");
    }

    @Test
    void userAndPasswordNeedEachOther() {
        assertThatThrownBy(() -> new SmtpSettings("h", 25, "a@example.org", "shop", null, Security.REQUIRED))
                .hasMessageContaining("need each other");
        assertThatThrownBy(() -> new SmtpSettings("h", 25, "a@example.org", null, "secret", Security.REQUIRED))
                .hasMessageContaining("need each other");
    }

    @Test
    void whatIsWrittenOfThemHasNoPassword() {
        assertThat(settings("mail.example.org", Security.REQUIRED).toString()).doesNotContain("secret");
    }

    @Test
    void figuresHaveTheirBounds() {
        assertThatThrownBy(() -> new SmtpSettings("h", 0, "a@example.org", null, null, Security.OFF))
                .hasMessageContaining("gatehouse.mail.port");
        assertThatThrownBy(() -> new SmtpSettings("h", 65_536, "a@example.org", null, null, Security.OFF))
                .hasMessageContaining("gatehouse.mail.port");
    }

    private static SmtpSettings settings(String host, Security security) {
        return new SmtpSettings(host, 587, "shop@example.org", "shop", "secret", security);
    }
}
