package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import org.junit.jupiter.api.Test;

class ServerRefusalServletTest {
    @Test
    void theServersStatusSaysWhichFailureItIs() {
        assertThat(ServerRefusalServlet.failure(404)).isEqualTo(Failure.NO_ROUTE);
        assertThat(ServerRefusalServlet.failure(400)).isEqualTo(Failure.BAD_REQUEST);
        assertThat(ServerRefusalServlet.failure(431)).isEqualTo(Failure.BAD_REQUEST);
        assertThat(ServerRefusalServlet.failure(500)).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void whoAsksForTheAddressItselfFindsNothing() {
        assertThat(ServerRefusalServlet.failure(null)).isEqualTo(Failure.NO_ROUTE);
    }
}
