package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.List;
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
        assertThat(written(new Client("192.0.2.1", "https", null)).without("Via"))
                .isEqualTo(Headers.of(
                        "Forwarded",
                        "for=192.0.2.1;proto=https",
                        "X-Forwarded-For",
                        "192.0.2.1",
                        "X-Forwarded-Proto",
                        "https"));
    }

    @Test
    void viaTellsTheVersionThatTheClientSpokeAndTheGatewayKnowsItsOwnName() {
        Headers newer = written(new Client("192.0.2.1", "http", null));
        Headers.Builder older = new Headers.Builder();
        ForwardedHeaders.write(new Client("192.0.2.1", "http", null), "HTTP/1.0", older);

        assertThat(newer.first("Via")).matches("1\\.1 gatehouse-[0-9a-f]{16}");
        assertThat(older.build().first("Via")).startsWith("1.0 gatehouse-");
        assertThat(ForwardedHeaders.passedHere(newer)).isTrue();
        assertThat(ForwardedHeaders.passedHere(
                        Headers.of("Via", "1.1 other", "via", "1.0 x, " + newer.first("Via") + " (here)")))
                .isTrue();
        assertThat(ForwardedHeaders.passedHere(Headers.of("Via", "1.1 gatehouse-0000000000000000")))
                .isFalse();
        assertThat(ForwardedHeaders.passedHere(Headers.EMPTY)).isFalse();
    }

    @Test
    void theWayIsToldInBothKindsOfFields() {
        Headers headers = written(
                new Client("2001:db8::1", "https", "public.example:8443", List.of("2001:db8::1", "10.0.0.9", "::1")));

        assertThat(headers.first("Forwarded"))
                .isEqualTo(
                        "for=\"[2001:db8::1]\";proto=https;host=\"public.example:8443\", for=10.0.0.9, for=\"[::1]\"");
        assertThat(headers.first("X-Forwarded-For")).isEqualTo("2001:db8::1, 10.0.0.9, ::1");
        assertThat(headers.first("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(headers.first("X-Forwarded-Host")).isEqualTo("public.example:8443");
    }

    @Test
    void aClientThatIsNotToldIsUnknownWhereNothingElseCanBeSaid() {
        Headers headers = written(new Client("10.0.0.9", "http", "h", List.of("_hidden", "10.0.0.9")));

        assertThat(headers.first("Forwarded")).isEqualTo("for=_hidden;proto=http;host=h, for=10.0.0.9");
        assertThat(headers.first("X-Forwarded-For")).isEqualTo("unknown, 10.0.0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a, b", "a\"b", "a\\b", "a b", "a/b", "a@b", "a;b\u00e9"})
    void aHostThatIsNoneIsNotPassedOn(String host) {
        Headers headers = written(new Client("192.0.2.1", "http", host));

        assertThat(headers.first("Forwarded")).isEqualTo("for=192.0.2.1;proto=http");
        assertThat(headers.contains("X-Forwarded-Host")).isFalse();
    }

    private static Headers written(Client client) {
        Headers.Builder headers = new Headers.Builder();
        ForwardedHeaders.write(client, "HTTP/1.1", headers);
        return headers.build();
    }
}
