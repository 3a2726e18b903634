package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientRequestTest {
    @Test
    void aBodyIsDeclaredInHttp1AndMayAlwaysComeInHttp2() {
        assertThat(ClientRequest.mayHaveBody("HTTP/1.1", -1, null)).isFalse();
        assertThat(ClientRequest.mayHaveBody("HTTP/1.1", -1, "chunked")).isTrue();
        assertThat(ClientRequest.mayHaveBody("HTTP/1.1", 1, null)).isTrue();
        assertThat(ClientRequest.mayHaveBody("HTTP/2.0", -1, null)).isTrue();
        assertThat(ClientRequest.mayHaveBody("HTTP/2.0", 0, null)).isFalse();
    }
}
