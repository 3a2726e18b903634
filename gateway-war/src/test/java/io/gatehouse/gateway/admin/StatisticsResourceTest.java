package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatisticsResourceTest {
    private final StatisticsResource statistics = new StatisticsResource(() -> "{}".getBytes(StandardCharsets.UTF_8));

    @Test
    void nobodyMayStoreThem() throws BadCall {
        Response answer = statistics.answer(call(null)).toCompletableFuture().join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().first("Content-Length")).isEqualTo("2");
        assertThat(((Body.Bytes) answer.body()).content()).asString().isEqualTo("{}");
    }

    @Test
    void theyHaveNoParameters() {
        assertThatThrownBy(() -> statistics.answer(call("route=a"))).isInstanceOf(BadCall.class);
    }

    private static AdminCall call(@Nullable String query) {
        return new AdminCall(
                new Identity("i", "s", "n", List.of("reader"), Instant.MAX, "t"), query, new Body.Bytes(new byte[0]));
    }
}
