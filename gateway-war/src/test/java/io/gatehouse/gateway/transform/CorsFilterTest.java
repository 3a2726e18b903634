package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.transform.Exchange.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.Cors;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsFilterTest {
    private static final String PAGE = "https://app.example.org";

    private final Exchange exchange = new Exchange();

    @Test
    void aPreflightIsAnsweredWithoutATokenAndWithoutTheUpstream() {
        Response answer = preflight(cors(true, PAGE), PAGE, "PUT", "authorization, x-tenant");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
        assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualTo("authorization, x-tenant");
        assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("600");
        assertThat(header(answer, "Vary")).contains("Origin", "Access-Control-Request-Method");
        assertThat(exchange.passed).isEmpty();
    }

    @Test
    void aPreflightFromAnotherOriginIsRefusedAndToldNothing() {
        Response answer = preflight(cors(true, PAGE), "https://evil.test", "GET", "x");

        assertThat(Objects.requireNonNull(answer.refusal()).failure()).isEqualTo(Failure.FORBIDDEN);
        assertThat(answer.headers().contains("Access-Control-Allow-Origin")).isFalse();
        assertThat(header(answer, "Vary")).contains("Origin");
    }

    @Test
    void aPreflightForAMethodThatNoRouteTakesGoesItsWay() {
        preflight(cors(true, PAGE), PAGE, "DELETE", "x");

        assertThat(exchange.passed).hasSize(1);
    }

    @Test
    void anyOptionsRequestThatIsNoPreflightGoesItsWay() {
        Route route = Routes.at("/x").cors(cors(false, "*")).route();
        exchange.send(filter(route), request(route, "OPTIONS", Headers.of("Origin", PAGE)));

        assertThat(exchange.passed).hasSize(1);
    }

    @Test
    void namesInAPreflightComeBackOnlyIfTheyAreNames() {
        Response answer = preflight(cors(false, "*"), PAGE, "GET", "x-a\u0001, <script>");

        assertThat(answer.headers().contains("Access-Control-Allow-Headers")).isFalse();
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void theHeadersThatAreNamedAreAllThatAPageMaySet() {
        Cors cors = new Cors(List.of(PAGE), List.of("X-A", "X-B"), List.of(), false, Duration.ZERO);

        assertThat(header(preflight(cors, PAGE, "GET", "x-c"), "Access-Control-Allow-Headers"))
                .isEqualTo("X-A, X-B");
    }

    @Test
    void theAnswerSaysWhoMayReadItInPlaceOfWhatTheUpstreamSays() {
        exchange.answer = answer(
                "Access-Control-Allow-Origin", "*", "access-control-allow-credentials", "true", "Vary", "Accept");
        Cors cors = new Cors(List.of(PAGE), List.of("*"), List.of("ETag", "Link"), false, Duration.ZERO);

        Response answer = get(cors, Headers.of("Origin", PAGE));

        assertThat(answer.headers().all("Access-Control-Allow-Origin")).containsExactly(PAGE);
        assertThat(answer.headers().contains("Access-Control-Allow-Credentials"))
                .isFalse();
        assertThat(header(answer, "Access-Control-Expose-Headers")).isEqualTo("ETag, Link");
        assertThat(header(answer, "Vary")).isEqualTo("Accept, Origin");
    }

    @Test
    void theAnswerToNobodyInParticularVariesToo() {
        Response answer = get(cors(true, PAGE), Headers.EMPTY);

        assertThat(answer.headers().contains("Access-Control-Allow-Origin")).isFalse();
        assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }

    @Test
    void pagesMayReadRefusalsToo() {
        exchange.answer = Failure.TOKEN_MISSING.because("");

        Response answer = get(cors(true, PAGE), Headers.of("Origin", PAGE));

        assertThat(answer.refusal()).isNotNull();
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void withoutCorsTheUpstreamSpeaksForItself() {
        exchange.answer = answer("Access-Control-Allow-Origin", "https://theirs.test");
        Route route = Routes.at("/x").route();

        Response answer = exchange.send(filter(route), request(route, "GET", Headers.of("Origin", PAGE)));

        assertThat(answer).isSameAs(exchange.answer);
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.example.org, https://a.example.org, true",
        "https://*.example.org, https://a.b.example.org, true",
        "https://*.example.org, https://example.org, false",
        "https://*.example.org, http://a.example.org, false",
        "https://*.example.org, https://a.example.org:8443, false",
        "https://*.example.org:8443, https://a.example.org:8443, true",
        "https://*.example.org, https://evil.test/.example.org, false",
        "https://*.example.org, https://evil.test?.example.org, false",
        "https://*.example.org, https://evil.test:1@a.example.org, false",
        "https://*.example.org, https://.example.org, false",
        "https://a.example.org, https://a.example.org.evil.test, false",
        "https://a.example.org, null, false",
        "*, null, true"
    })
    void anOriginIsComparedAsAWhole(String written, String origin, boolean admitted) {
        assertThat(cors(false, written).admits(origin)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org", "https://evil.test"})
    void explainsWhatItWouldDo(String origin) {
        Route route = Routes.at("/x").methods("GET").cors(cors(false, PAGE)).route();
        Request request = preflightRequest(route, origin, "GET", "x");

        assertThat(filter(route).explain(request).outcome())
                .isEqualTo(origin.equals(PAGE) ? Decision.Outcome.ANSWERS : Decision.Outcome.REFUSES);
        assertThat(filter(route).explain(request(route, "GET", Headers.EMPTY)).outcome())
                .isEqualTo(Decision.Outcome.PASSES);
    }

    private static Cors cors(boolean credentials, String... origins) {
        return new Cors(List.of(origins), List.of("*"), List.of(), credentials, Duration.ofMinutes(10));
    }

    private Response preflight(Cors cors, String origin, String method, String headers) {
        Route route = Routes.at("/x")
                .methods("GET", "PUT")
                .access(new Access.Authenticated())
                .cors(cors)
                .route();
        return exchange.send(filter(route), preflightRequest(route, origin, method, headers));
    }

    private static Request preflightRequest(Route route, String origin, String method, String headers) {
        return request(
                route,
                "OPTIONS",
                Headers.of(
                        "Origin", origin,
                        "Access-Control-Request-Method", method,
                        "Access-Control-Request-Headers", headers));
    }

    private Response get(Cors cors, Headers headers) {
        Route route = Routes.at("/x").cors(cors).route();
        return exchange.send(filter(route), request(route, "GET", headers));
    }

    private static CorsFilter filter(Route route) {
        return new CorsFilter(new RouteTable(List.of(route))::match);
    }

    private static Request request(Route route, String method, Headers headers) {
        return Exchange.request(route, method, "/x", headers, Body.EMPTY);
    }

    private static Response answer(String... headers) {
        return new Response(200, Headers.of(headers), Body.EMPTY);
    }
}
