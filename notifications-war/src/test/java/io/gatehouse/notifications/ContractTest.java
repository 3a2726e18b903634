package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.notifications.template.Occasion;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read of others, from the golden documents that their own tests write. */
class ContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    @ParameterizedTest
    @EnumSource(Occasion.class)
    void readsForWhomAnEventIsAndAValueForEachName(Occasion occasion) {
        Told told = told(occasion);

        assertThat(told.userId()).isEqualTo(USER);
        assertThat(told.values().keySet()).containsExactlyInAnyOrderElementsOf(occasion.placeholders());
        assertThat(told.values().values()).doesNotContain("", "?");
    }

    @ParameterizedTest
    @CsvSource({
        "USER_REGISTERED, username, alice",
        "ORDER_CONFIRMED, amount,   2400.00",
        "ORDER_CONFIRMED, currency, EUR",
        "ORDER_REJECTED,  reason,   OUT_OF_STOCK",
        "ORDER_CANCELLED, reason,   CANCELLED_BY_OWNER",
        "ORDER_TIMED_OUT, orderId,  5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01",
        "TASK_COMPLETED,  title,    Water the plants",
    })
    void readsWhatTheProducerWrites(Occasion occasion, String name, String value) {
        assertThat(told(occasion).values()).containsEntry(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UserRegistered", "UserChanged"})
    void readsHowAUserIsReached(String type) {
        assertThat(EventContract.of(type).readAs(Told.Reached.class))
                .isEqualTo(new Told.Reached(USER, "alice@example.org", "de-AT"));
    }

    @Test
    void readsWhoIsAUserNoLonger() {
        assertThat(EventContract.of("UserDeleted").readAs(Told.UserDeleted.class))
                .isEqualTo(new Told.UserDeleted(USER));
    }

    @Test
    void writesNoOthersThanItsTestsHold() {
        assertThat(EventContract.typesOf("notifications"))
                .containsExactlyInAnyOrder("NotificationCreated", "NotificationSent", "NotificationFailed");
    }

    private static Told told(Occasion occasion) {
        String golden = EventContract.of(occasion.eventType()).golden().toString();
        return Told.of(occasion, CloudEvent.parse(golden));
    }
}
