package io.gatehouse.notifications.mail;

import io.gatehouse.notifications.smtp.SmtpSettings;
import io.gatehouse.notifications.smtp.SmtpSettings.Security;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the operator has said about e-mail; without a host there is none. */
@ApplicationScoped
public class MailConfiguration {
    @Inject
    @ConfigProperty(name = "gatehouse.mail.host")
    Optional<String> host;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.port", defaultValue = "587")
    int port;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.from")
    Optional<String> from;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.user")
    Optional<String> user;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.password")
    Optional<String> password;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.starttls", defaultValue = "required")
    String startTls;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.patience")
    Duration patience;

    @Inject
    @ConfigProperty(name = "gatehouse.mail.longest.pause")
    Duration longestPause;

    /** Whether mails are sent at all. */
    public boolean isOn() {
        return host.isPresent();
    }

    /** Null when mails are not sent; IllegalArgumentException for what cannot be meant. */
    @Nullable
    SmtpSettings settings() {
        Patience unused = patience();
        return host.map(name -> new SmtpSettings(
                        name, port, from.orElse(""), user.orElse(null), password.orElse(null), security()))
                .orElse(null);
    }

    /** IllegalArgumentException for what cannot be meant. */
    Patience patience() {
        return new Patience(longestPause, patience);
    }

    private Security security() {
        return Arrays.stream(Security.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(startTls))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "gatehouse.mail.starttls must be required, optional, off or implicit"));
    }
}
