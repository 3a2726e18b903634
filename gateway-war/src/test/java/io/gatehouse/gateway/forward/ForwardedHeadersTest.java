package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-anything",
                "X_Forwarded_For",
                "X-Request-ID",
                "x_request_id",
                "X-Real-IP"
            })
    void noClientSpeaksForTheGateway(String name) {
        assertThat(ForwardedHeaders.isReserved(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forward", "Forwarded-By", "X-Request-Identity", "Accept", "", "X-Forwardedfor"})
    void othersAreTheClientsOwn(String name) {
        assertThat(ForwardedHeaders.isReserved(name)).isFalse();
    }

    @Test
    void aClientWithoutAHostHeaderIsDescribedWithoutOne() {
        Headers.Builder headers = new Headers.Builder();

        ForwardedHeaders.write(new Client("192.0.2.1", "https", null), headers);

        assertThat(headers.build())
                .isEqualTo(Headers.of(
                        "Via", "1.1 gatehouse", "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https"));
    }
}
