package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.TrustedProxies;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Match;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientRequestTest {
    private static ClientWatch watch() throws IOException {
        return new ClientWatch(new HalfClosedConnections(Set::of, Runnable::run, System::nanoTime));
    }

    @Test
    void aBodyIsDeclaredByItsLengthOrByItsCoding() {
        assertThat(ClientRequest.mayHaveBody(-1, null)).isFalse();
        assertThat(ClientRequest.mayHaveBody(0, null)).isFalse();
        assertThat(ClientRequest.mayHaveBody(-1, "chunked")).isTrue();
        assertThat(ClientRequest.mayHaveBody(1, null)).isTrue();
    }

    @Test
    void ofAMalformedMessageNothingIsBelieved() throws Exception {
        ServletRequests.Fake fake = ServletRequests.fake("GET\r\nX:", "HTTP/1.1", "Host", "h", "X-A", "1");
        try (ClientWatch watch = watch()) {
            Request request = ClientRequest.of(
                    fake.request(),
                    head -> {
                        throw new AssertionError("no route may be asked");
                    },
                    new TrustedProxies(List.of()),
                    new ReservedHeaders(List.of()),
                    watch);

            assertThat(request.match()).isEqualTo(new Match.Malformed("a method that is none"));
            assertThat(request.head().method()).isEqualTo("-");
            assertThat(request.headers().contains("X-A")).isFalse();
            assertThat(request.body()).isEqualTo(Body.EMPTY);
        }
    }

    @Test
    void aFieldThatIsNoneMakesTheMessageMalformed() throws Exception {
        ServletRequests.Fake fake =
                ServletRequests.fake("GET", "HTTP/1.1", "Host", "h", "Transfer-Encoding ", "chunked");
        try (ClientWatch watch = watch()) {
            Request request = ClientRequest.of(
                    fake.request(),
                    head -> new Match.NoRoute(),
                    new TrustedProxies(List.of()),
                    new ReservedHeaders(List.of()),
                    watch);

            assertThat(request.match()).isEqualTo(new Match.Malformed("a header field whose name is none"));
        }
    }
}
