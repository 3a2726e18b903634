package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.transform.Exchange.bytes;
import static io.gatehouse.gateway.transform.Exchange.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLimitFilterTest {
    private static final List<String> TYPES = List.of("application/json", "image/*");

    private final Exchange exchange = new Exchange();
    private final RequestLimitFilter filter = new RequestLimitFilter();

    @ParameterizedTest
    @CsvSource({"/12345, 1, true", "/12345678, , true", "/123456789, , false", "/12345678, 1, false"})
    void pathAndQueryTogetherMayHaveSoManyCharacters(String path, String query, boolean passes) {
        Route route = Routes.at("/**").limits(new Route.Limits(0, 9, List.of())).route();
        Request request =
                Exchange.request(route, new RequestHead("GET", path, query), Headers.EMPTY, Body.EMPTY, "http");

        Response answer = exchange.send(filter, request);

        assertThat(answer.status()).isEqualTo(passes ? 200 : 414);
        assertThat(filter.explain(request).outcome())
                .isEqualTo(passes ? Decision.Outcome.PASSES : Decision.Outcome.REFUSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "image/png"})
    void theTypesThatAreNamedPass(String type) {
        assertThat(exchange.send(filter, request(Headers.of("Content-Type", type), bytes("x")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json5", "application/jsonp;application/json", "imagex/png", ""})
    void otherTypesAreToldWhatWouldDo(String type) {
        Request request = request(Headers.of("Content-Type", type), bytes("x"));
        Response answer = exchange.send(filter, request);

        assertThat(Objects.requireNonNull(answer.refusal()).failure()).isEqualTo(Failure.UNSUPPORTED_MEDIA_TYPE);
        assertThat(header(answer, "Accept")).isEqualTo("application/json, image/*");
        assertThat(filter.explain(request).refusal()).isEqualTo(Failure.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyWithoutATypeOrWithTwoIsRefused() {
        Headers two = Headers.of("Content-Type", "application/json", "content-type", "text/plain");

        assertThat(exchange.send(filter, request(Headers.EMPTY, Source.of("x").body()))
                        .status())
                .isEqualTo(415);
        assertThat(exchange.send(filter, request(two, bytes("x"))).status()).isEqualTo(415);
    }

    @Test
    void aRequestWithoutABodyNeedsNoType() {
        assertThat(exchange.send(filter, request(Headers.EMPTY, Body.EMPTY)).status())
                .isEqualTo(200);
    }

    private static Request request(Headers headers, Body body) {
        return Exchange.request(
                Routes.at("/x").limits(new Route.Limits(99, 99, TYPES)).route(), "POST", "/x", headers, body);
    }
}
