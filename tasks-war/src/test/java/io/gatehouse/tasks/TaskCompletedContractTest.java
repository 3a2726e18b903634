package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.EventContract;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services read of us; their tests read the same golden document. */
class TaskCompletedContractTest {
    private static final UUID TASK = UUID.fromString("0a5d3f6c-8b0e-4d5c-9a57-3c1b2d4e5f06");
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    @Test
    void writesTheEventAsAgreed() {
        EventContract.of("TaskCompleted").isKeptBy(new TaskCompleted(TASK, USER, "Water the plants"));
    }
}
