package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.notifications.Messages.Told;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event that makes a notification, as its producer's own test writes it. */
class ContractTest {
    @ParameterizedTest
    @CsvSource({
        "users, UserRegistered, alice",
        "orders, OrderConfirmed, 2400.00 EUR",
        "orders, OrderRejected, OUT_OF_STOCK",
        "tasks, TaskCompleted, Water the plants",
    })
    void makesAMessageOfWhatTheProducerWrites(String producer, String event, String expected)
            throws IOException, ClassNotFoundException {
        Path golden = Path.of("../" + producer + "-war/src/test/resources/contract", event + ".json");
        Class<?> type = Class.forName(Messages.class.getName() + "$" + event);

        Told told = (Told) Json.TOLERANT.readValue(golden.toFile(), type);

        assertThat(told.userId()).hasToString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
        assertThat(told.message()).contains(expected);
    }
}
