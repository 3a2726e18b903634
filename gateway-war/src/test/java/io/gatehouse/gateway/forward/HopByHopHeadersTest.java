package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "TE",
                "Trailer",
                "transfer-encoding",
                "UPGRADE",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "HTTP2-Settings",
                "Proxy-Authentication-Info",
                "Transfer_Encoding",
                "transfer_ENCODING",
                "Content_Length",
                "Proxy_Connection",
                "Keep_Alive",
                "Proxy_Authorization"
            })
    void endWithTheConnection(String name) {
        assertThat(HopByHopHeaders.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Via",
                "Cookie",
                "Content-Encoding",
                "Authorization",
                "Accept",
                "Connections",
                "Content-Length",
                "Content_Type",
                ""
            })
    void othersTravelOn(String name) {
        assertThat(HopByHopHeaders.contains(name)).isFalse();
    }

    @Test
    void connectionMayNameMore() {
        assertThat(HopByHopHeaders.namedIn("close, X-One ,,x-two")).containsExactly("close", "x-one", "x-two");
        assertThat(HopByHopHeaders.namedIn("close, X-One")).contains("X-ONE");
    }

    @Test
    void everyConnectionFieldCounts() {
        assertThat(HopByHopHeaders.namedIn(
                        List.of("close", "X-One", "keep-alive", "X-Two").iterator()))
                .containsExactly("x-one", "x-two");
        assertThat(HopByHopHeaders.namedIn(Collections.emptyIterator())).isEmpty();
    }

    @Test
    void whatConnectionUsuallySaysNamesNothing() {
        assertThat(HopByHopHeaders.namedIn("Keep-Alive")).isEmpty();
        assertThat(HopByHopHeaders.namedIn("close")).isEmpty();
        assertThat(HopByHopHeaders.namedIn("")).isEmpty();
    }
}
