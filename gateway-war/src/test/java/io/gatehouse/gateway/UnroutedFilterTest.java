package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
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

    /** RFC 9112 section 6.1. */
    @Test
    void aTransferCodingThatIsNotUnderstoodIsSaidSo() {
        Request request = Requests.get("/x").with(new Match.UnknownCoding());
        UnroutedFilter filter = new UnroutedFilter();

        Response response = filter.apply(
                        request, passed -> CompletableFuture.failedFuture(new AssertionError("was passed on")))
                .toCompletableFuture()
                .join();

        assertThat(response.status()).isEqualTo(501);
        assertThat(Objects.requireNonNull(response.refusal()).failure())
                .isEqualTo(Failure.TRANSFER_CODING_NOT_SUPPORTED);
        assertThat(filter.explain(request).refusal()).isEqualTo(Failure.TRANSFER_CODING_NOT_SUPPORTED);
    }
}
