package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferSizeTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String LONG_VALUE = "v".repeat(40_000);
    private static final String LONG_BODY = "0123456789".repeat(30_000);

    private static Calls calls(int buffer) {
        return new Calls(new Connections(1, 1, LONG, LONG, buffer), null);
    }

    @ParameterizedTest
    @ValueSource(ints = {Connections.LEAST_BUFFER, 4_096, Connections.LARGEST_BUFFER})
    void headsAndBodiesOfAnySizePassBothWays(int buffer) throws Exception {
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = calls(buffer)) {
            upstream.then(connection -> {
                String head = connection.head();
                String body = new String(connection.in().readNBytes(LONG_BODY.length()), StandardCharsets.ISO_8859_1);
                boolean whole = head.contains(LONG_VALUE) && body.equals(LONG_BODY);
                connection.say("HTTP/1.1 200 OK\r\nWhole: " + whole + "\r\nLong: " + LONG_VALUE
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LONG_BODY.length())
                        + "\r\n" + LONG_BODY + "\r\n0\r\n\r\n");
                connection.awaitClose();
            });

            Response answer = calls.head(new UpstreamRequest(
                    "POST",
                    upstream.host(),
                    "/x",
                    Headers.EMPTY.with("Long", LONG_VALUE),
                    Calls.bytes(LONG_BODY),
                    Calls.PATIENT,
                    Client.Presence.UNKNOWN));

            assertThat(answer.headers().first("Whole")).isEqualTo("true");
            assertThat(answer.headers().first("Long")).isEqualTo(LONG_VALUE);
            assertThat(Calls.text(answer)).isEqualTo(LONG_BODY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 4_096})
    void noMoreThanABufferfulIsReadAtATime(int buffer) throws Exception {
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = calls(buffer)) {
            upstream.then(connection -> connection.answer(LONG_BODY).awaitClose());
            Target client = Target.greedy();

            ((Body.Stream) calls.head(Calls.get(upstream.host())).body())
                    .content()
                    .subscribe(client);
            client.await();

            assertThat(client.text()).isEqualTo(LONG_BODY);
            assertThat(client.parts()).isGreaterThanOrEqualTo(LONG_BODY.length() / buffer);
        }
    }
}
