package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.RequestHead;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnroutedFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE"})
    void methodsAboutTheConnectionGoNowhereEvenOnARouteForAnyMethod(String method) {
        Request any = Requests.get("/x");
        Request request = new Request(
                any.id(),
                new RequestHead(method, "/x", null),
                any.match(),
                any.client(),
                any.headers(),
                any.body(),
                any.identity());

        Response response = new UnroutedFilter()
                .apply(request, passed -> CompletableFuture.failedFuture(new AssertionError("was passed on")))
                .toCompletableFuture()
                .join();

        Refusal refusal = Objects.requireNonNull(response.refusal());
        assertThat(refusal.failure()).isEqualTo(Failure.METHOD_NOT_SUPPORTED);
    }
}
