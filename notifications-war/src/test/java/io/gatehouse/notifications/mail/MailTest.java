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

    private static final Patience DAY = new Patience(Duration.ofHours(1), Duration.ofDays(1));

    private final Mail mail = new Mail(UUID.randomUUID(), UUID.randomUUID(), "a@example.org", "Hi", "Hello", NOON);

    @Test
    void isTriedLaterAndLaterUpToAnHourUntilItsTimeIsOver() {
        List<Long> pauses = new ArrayList<>();
        Instant now = NOON;
        while (mail.later("away", DAY, now)) {
            pauses.add(Duration.between(now, mail.dueAt()).toSeconds());
            now = mail.dueAt();
        }

        assertThat(pauses)
                .startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 3600L, 3600L)
                .endsWith(3600L, 3600L, 86_400L - 4_095 - 22 * 3_600L);
        assertThat(now).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(mail.view().tries()).isEqualTo(pauses.size() + 1);
    }

    @Test
    void beginsAnewWhenAnAdministratorWantsItTriedOnceMore() {
        assertThat(mail.later("away", DAY, NOON)).isTrue();
        Instant end = NOON.plus(Duration.ofDays(1));
        assertThat(mail.later("away", DAY, end)).isFalse();
        mail.failed("away", end);

        mail.retry("new@example.org", end.plusSeconds(5));

        MailView view = mail.view();
        assertThat(view.status()).isEqualTo(Mail.Status.PENDING);
        assertThat(view.tries()).isZero();
        assertThat(view.dueAt()).isEqualTo(end.plusSeconds(5));
        assertThat(view.settledAt()).isNull();
        assertThat(view.reason()).as("of the last time").isEqualTo("away");
        assertThat(mail.lease(UUID.randomUUID(), NOON, null).address()).isEqualTo("new@example.org");
        assertThat(mail.later("away", DAY, end.plusSeconds(6))).isTrue();
        assertThat(mail.dueAt()).isEqualTo(end.plusSeconds(7));
    }

    @Test
    void isTriedWhereItWasWhenNoOtherAddressIsKnown() {
        mail.failed("550 no", NOON);
        mail.retry(null, NOON);

        assertThat(mail.lease(UUID.randomUUID(), NOON, null).address()).isEqualTo("a@example.org");
    }

    @Test
    void belongsToWhoeverHasItsLease() {
        UUID lease = UUID.randomUUID();
        Letter letter = mail.lease(lease, NOON.plusSeconds(60), null);

        assertThat(letter).isEqualTo(new Letter(mail.id(), lease, "a@example.org", "Hi", "Hello", NOON));
        assertThat(mail.isLeasedTo(lease)).isTrue();
        assertThat(mail.isLeasedTo(UUID.randomUUID())).isFalse();
        mail.sent(NOON);
        assertThat(mail.isLeasedTo(lease)).isFalse();
    }

    @Test
    void saysWhatBecameOfIt() {
        assertThat(mail.later("450 busy", DAY, NOON)).isTrue();
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

        Letter letter = large.lease(UUID.randomUUID(), NOON, null);
        assertThat(letter.subject()).hasSize(500);
        assertThat(letter.text()).hasSize(20_000);
        assertThat(large.view().reason()).hasSize(500);
    }
}
