package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services read of us; their tests read the same file. */
class UserRegisteredContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    @Test
    void writesTheEventAsAgreed() throws IOException {
        Path golden = Path.of("src/test/resources/contract/UserRegistered.json");

        assertThat(Json.STRICT.<JsonNode>valueToTree(new UserRegistered(USER, "alice", "alice@example.org")))
                .isEqualTo(Json.STRICT.readTree(golden.toFile()));
    }
}
