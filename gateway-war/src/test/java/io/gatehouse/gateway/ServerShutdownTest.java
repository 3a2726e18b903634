package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServerShutdownTest {
    @Test
    void onAServerThatDoesNotAnnounceItsEndTheGatewayWorksAllTheSame() {
        AtomicBoolean ran = new AtomicBoolean();

        try (ServerShutdown shutdown = ServerShutdown.before(() -> ran.set(true))) {
            assertThat(shutdown).isNotNull();
        }

        assertThat(ran).isFalse();
    }
}
