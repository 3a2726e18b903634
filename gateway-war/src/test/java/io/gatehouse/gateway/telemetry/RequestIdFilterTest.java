package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RequestIdFilterTest {
    @Test
    void upstreamAndClientHearTheSameId() {
        AtomicReference<Request> forwarded = new AtomicReference<>();
        Headers fromUpstream = Headers.of("X-Request-Id", "of the upstream", "A", "1");

        Response response = new RequestIdFilter()
                .apply(Requests.get("/x"), request -> {
                    forwarded.set(request);
                    return CompletableFuture.completedFuture(new Response(200, fromUpstream, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();

        assertThat(Objects.requireNonNull(forwarded.get()).headers())
                .isEqualTo(Headers.of("X-Request-Id", Requests.ID));
        assertThat(response.headers()).isEqualTo(Headers.of("A", "1", "X-Request-Id", Requests.ID));
    }
}
