package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeysTest {
    /** It is read strictly: a member more would be refused, and one less be null. */
    @Test
    void describesWhatIsPublishedMemberForMember(@TempDir Path directory) throws Exception {
        SigningKeys keys = SomeKeys.in(directory, new SettableClock(Instant.parse("2026-01-02T08:00:00Z")));
        String kid = keys.signer().kid();
        String published = Json.STRICT.writeValueAsString(keys.publicKeys());

        PublicKeys described = Json.STRICT.readValue(published, PublicKeys.class);

        assertThat(described.keys()).singleElement().satisfies(key -> {
            assertThat(key).hasNoNullFieldsOrProperties();
            assertThat(key.kid()).isEqualTo(kid);
            assertThat(key.alg()).isEqualTo("ES256");
        });
    }
}
