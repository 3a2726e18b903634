package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.notifications.Messages.Told;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event that makes a notification, as its producer's own test writes it, and the event that one makes. */
class ContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID NOTIFICATION = UUID.fromString("e41c2b7a-0d52-4c06-8c1f-2a9b6d7c8e04");

    @ParameterizedTest
    @CsvSource({
        "UserRegistered, alice",
        "OrderConfirmed, 2400.00 EUR",
        "OrderRejected, OUT_OF_STOCK",
        "TaskCompleted, Water the plants",
    })
    void makesAMessageOfWhatTheProducerWrites(String event, String expected) throws ClassNotFoundException {
        Class<?> type = Class.forName(Messages.class.getName() + "$" + event);

        Told told = (Told) EventContract.of(event).readAs(type);

        assertThat(told.userId()).isEqualTo(USER);
        assertThat(told.message()).contains(expected);
    }

    @Test
    void writesTheEventAsAgreed() {
        EventContract.of("NotificationCreated").isKeptBy(new NotificationCreated(NOTIFICATION, USER, "OrderConfirmed"));
    }
}
