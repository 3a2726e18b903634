package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.transform.Exchange.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecurityHeadersFilterTest {
    private final Exchange exchange = new Exchange();
    private final SecurityHeadersFilter filter = new SecurityHeadersFilter();

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        exchange.answer = Failure.TOKEN_MISSING.because("");

        Response answer = exchange.send(filter, request(SecurityHeaders.DEFAULT, "http"));

        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().contains("Strict-Transport-Security")).isFalse();
    }

    @Test
    void strictTransportIsToldByHttpsOnly() {
        assertThat(header(
                        exchange.send(filter, request(SecurityHeaders.DEFAULT, "https")), "Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }

    @Test
    void whatTheUpstreamSaysStays() {
        exchange.answer = new Response(200, Headers.of("x-frame-options", "SAMEORIGIN", "A", "b"), Body.EMPTY);

        Response answer = exchange.send(filter, request(SecurityHeaders.DEFAULT, "http"));

        assertThat(answer.headers().all("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(header(answer, "A")).isEqualTo("b");
    }

    @Test
    void aRouteMaySayLess() {
        SecurityHeaders none = new SecurityHeaders("", "", "", Duration.ZERO);

        assertThat(exchange.send(filter, request(none, "https")).headers()).isEqualTo(Headers.EMPTY);
    }

    @Test
    void explainsWhatIsAdded() {
        assertThat(filter.explain(request(SecurityHeaders.DEFAULT, "http")).reason())
                .contains("x-content-type-options", "referrer-policy");
        assertThat(exchange.passed).isEmpty();
    }

    private static Request request(SecurityHeaders headers, String scheme) {
        return Exchange.request(
                Routes.at("/x").securityHeaders(headers).route(),
                new RequestHead("GET", "/x", null),
                Headers.EMPTY,
                Body.EMPTY,
                scheme);
    }
}
