package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenLoadsTest {
    @Test
    void verificationsAreThoseOfAllServices() {
        assertThat(TokenLoads.verifications("""
                # TYPE gatehouse_token_verifications_total counter
                gatehouse_token_verifications_total{mp_scope="application",service="users"} 1.2E3
                gatehouse_token_verifications_total{mp_scope="application",service="tasks"} 34.0
                gatehouse_outbox_pending{mp_scope="application",service="orders"} 3.0
                """)).isEqualTo(1_234);
    }

    @Test
    void thereAreNoneBeforeTheFirst() {
        assertThat(TokenLoads.verifications("")).isZero();
    }
}
