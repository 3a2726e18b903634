package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.notifications.smtp.SmtpSettings;
import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
class MailConfigurationTest {
    @Test
    void withoutAHostThereIsNoMail() {
        MailConfiguration configuration = configuration(null, "required");

        assertThat(configuration.isOn()).isFalse();
        assertThat(configuration.settings()).isNull();
    }

    @Test
    void tlsIsRequiredUnlessTheOperatorSaysOtherwise() {
        assertThat(configuration("mail.example.org", "required").settings())
                .isEqualTo(
                        new SmtpSettings("mail.example.org", 587, "shop@example.org", null, null, Security.REQUIRED));
        assertThat(configuration("mail.example.org", "off").settings())
                .isEqualTo(new SmtpSettings("mail.example.org", 587, "shop@example.org", null, null, Security.OFF));
        assertThatThrownBy(() -> configuration("mail.example.org", "perhaps").settings())
                .hasMessageContaining("gatehouse.mail.starttls");
    }

    @Test
    void aMailIsTriedForASecondAtLeastAndNotLongerThanItIsKept() {
        MailConfiguration configuration = configuration("h", "off");

        configuration.patience = Duration.ofMillis(999);
        assertThatThrownBy(configuration::settings).hasMessageContaining("gatehouse.mail.patience");
        configuration.patience = Duration.ofDays(31);
        assertThatThrownBy(configuration::settings).hasMessageContaining("gatehouse.mail.patience");
        configuration.patience = Duration.ofDays(30);
        configuration.longestPause = Duration.ZERO;
        assertThatThrownBy(configuration::settings).hasMessageContaining("gatehouse.mail.longest.pause");
    }

    private static MailConfiguration configuration(@Nullable String host, String startTls) {
        MailConfiguration configuration = MailBeans.configuration(host != null);
        configuration.host = Optional.ofNullable(host);
        configuration.startTls = startTls;
        return configuration;
    }
}
