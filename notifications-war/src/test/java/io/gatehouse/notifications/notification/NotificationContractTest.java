package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.testing.EventContract;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What others read of us. */
class NotificationContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID NOTIFICATION = UUID.fromString("e41c2b7a-0d52-4c06-8c1f-2a9b6d7c8e04");

    @Test
    void writesTheEventAsAgreed() {
        EventContract.of("NotificationCreated").isKeptBy(new NotificationCreated(NOTIFICATION, USER, "OrderConfirmed"));
    }
}
