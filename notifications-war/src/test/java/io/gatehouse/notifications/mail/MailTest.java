package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notifications.smtp.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Mail mail = new Mail(UUID.randomUUID(), UUID.randomUUID(), "a@example.org", "Hi", "Hello", NOON);

    @Test
    void isTriedLaterAndLaterUpToTenMinutes() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            mail.later("away", NOON);
            pauses.add(Duration.between(NOON, mail.dueAt()).toSeconds());
        }

        assertThat(pauses).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L, 600L);
        assertThat(pauses).endsWith(600L, 600L);
        assertThat(mail.tries()).isEqualTo(40);
    }

    @Test
    void belongsToWhoeverHasItsLease() {
        UUID lease = UUID.randomUUID();
        Letter letter = mail.lease(lease, NOON.plusSeconds(60));

        assertThat(letter).isEqualTo(new Letter(mail.id(), lease, "a@example.org", "Hi", "Hello", NOON));
        assertThat(mail.isLeasedTo(lease)).isTrue();
        assertThat(mail.isLeasedTo(UUID.randomUUID())).isFalse();
        mail.sent(NOON);
        assertThat(mail.isLeasedTo(lease)).isFalse();
    }

    @Test
    void saysWhatBecameOfIt() {
        mail.later("450 busy", NOON);
        assertThat(mail.view())
                .isEqualTo(new MailView(
                        mail.id(),
                        mail.notificationId(),
                        Mail.Status.PENDING,
                        1,
                        NOON.plusSeconds(1),
                        "450 busy",
                        NOON,
                        null));
        mail.failed("550 no", NOON.plusSeconds(9));
        assertThat(mail.view())
                .isEqualTo(new MailView(
                        mail.id(),
                        mail.notificationId(),
                        Mail.Status.FAILED,
                        1,
                        null,
                        "550 no",
                        NOON,
                        NOON.plusSeconds(9)));
    }

    @Test
    void neverOutgrowsItsColumns() {
        Mail large = new Mail(
                UUID.randomUUID(), UUID.randomUUID(), "a@example.org", "x".repeat(999), "😀".repeat(20_000), NOON);
        large.failed("x".repeat(9_999), NOON);

        Letter letter = large.lease(UUID.randomUUID(), NOON);
        assertThat(letter.subject()).hasSize(500);
        assertThat(letter.text()).hasSize(20_000);
        assertThat(large.view().reason()).hasSize(500);
    }
}
