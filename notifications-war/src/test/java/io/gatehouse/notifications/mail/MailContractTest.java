package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.notifications.smtp.Outcome;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others read of us. */
class MailContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID NOTIFICATION = UUID.fromString("e41c2b7a-0d52-4c06-8c1f-2a9b6d7c8e04");

    @Test
    void writesBothEventsAsAgreed() {
        EventContract.of("NotificationSent").isKeptBy(new NotificationSent(NOTIFICATION, USER));
        EventContract.of("NotificationFailed")
                .isKeptBy(new NotificationFailed(NOTIFICATION, USER, Outcome.Cause.REFUSED));
    }

    @ParameterizedTest
    @EnumSource(Outcome.Cause.class)
    void everyCauseIsAgreed(Outcome.Cause cause) {
        var golden = EventContract.of("NotificationFailed").golden();
        ((ObjectNode) golden.get("data")).put("reason", cause.name());

        assertThat(EventContract.of("NotificationFailed").breaches(golden)).isEmpty();
    }
}
