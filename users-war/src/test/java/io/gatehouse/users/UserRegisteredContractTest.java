package io.gatehouse.users;

import io.gatehouse.kernel.testing.EventContract;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services read of us; their tests read the same golden document. */
class UserRegisteredContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    @Test
    void writesTheEventAsAgreed() {
        EventContract.of("UserRegistered").isKeptBy(new UserRegistered(USER, "alice", "alice@example.org"));
    }
}
