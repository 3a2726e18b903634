package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.flow.Target.text;
import static io.gatehouse.gateway.transform.Exchange.bytes;
import static io.gatehouse.gateway.transform.Exchange.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Pointer;
import io.gatehouse.gateway.rules.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformFilterTest {
    private static final String PATH = "/tenants/acme/users";
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Headers FORM = Headers.of("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
    private static final MessageRules HEADERS = new MessageRules(
            new MessageRules.HeaderRules(
                    List.of(new Named("X-Tenant", Text.of("tenant {tenant}"))),
                    List.of(),
                    List.of(new Named("X-More", Text.of("2"))),
                    List.of("x-secret"),
                    List.of(new MessageRules.Renaming("X-Old", "X-New"))),
            List.of(),
            0);
    private static final MessageRules BODY = new MessageRules(
            MessageRules.NOTHING.headers(),
            List.of(
                    new JsonRule.Remove(Pointer.of("/secret")),
                    new JsonRule.Set(Pointer.of("/tenant"), new JsonRule.Value(Text.of("{tenant}"), false))),
            64);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final TransformFilter filter = new TransformFilter(new Deadlines(clock));
    private final Exchange exchange = new Exchange();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void requestHeadersAreRenamedRemovedSetAndAdded() {
        Headers sent = Headers.of("x-old", "1", "X-Secret", "s", "x-tenant", "evil", "X-More", "1", "Accept", "a");

        exchange.send(filter, request(HEADERS, MessageRules.NOTHING, sent, Body.EMPTY));

        assertThat(exchange.seen().headers())
                .isEqualTo(Headers.of(
                        "X-New", "1", "X-More", "1", "Accept", "a", "X-Tenant", "tenant acme", "X-More", "2"));
    }

    @Test
    void aHeaderMayBeSetOnlyWhereTheClientHasNotSentIt() {
        MessageRules rules = new MessageRules(
                new MessageRules.HeaderRules(
                        List.of(), List.of(new Named("If-Match", Text.of("*"))), List.of(), List.of(), List.of()),
                List.of(),
                0);

        exchange.send(filter, request(rules, MessageRules.NOTHING, Headers.of("Accept", "a"), Body.EMPTY));
        exchange.send(filter, request(rules, MessageRules.NOTHING, Headers.of("if-match", "\"3\""), Body.EMPTY));

        assertThat(exchange.passed)
                .extracting(Request::headers)
                .containsExactly(Headers.of("Accept", "a", "If-Match", "*"), Headers.of("if-match", "\"3\""));
    }

    @Test
    void responseHeadersLikewise() {
        exchange.answer = new Response(200, Headers.of("X-Secret", "s", "ETag", "\"1\""), Body.EMPTY);

        Response answer = exchange.send(filter, request(MessageRules.NOTHING, HEADERS, Headers.EMPTY, Body.EMPTY));

        assertThat(answer.headers()).isEqualTo(Headers.of("ETag", "\"1\"", "X-Tenant", "tenant acme", "X-More", "2"));
    }

    @Test
    void whatTheGatewayAnswersItselfStaysAsItIs() {
        exchange.answer = Failure.UPSTREAM_TIMEOUT.because("");

        assertThat(exchange.send(filter, request(MessageRules.NOTHING, HEADERS, Headers.EMPTY, Body.EMPTY)))
                .isSameAs(exchange.answer);
    }

    @Test
    void withoutRulesNothingIsTouched() {
        Request request = request(
                MessageRules.NOTHING,
                MessageRules.NOTHING,
                JSON,
                Source.of("{}").body());

        assertThat(exchange.send(filter, request)).isSameAs(exchange.answer);
        assertThat(exchange.seen()).isSameAs(request);
    }

    @Test
    void aRequestBodyIsEditedAndItsLengthToldAnew() {
        Headers headers = JSON.with("Content-Length", "99").with("Content-Digest", "x");

        exchange.send(
                filter,
                request(
                        BODY,
                        MessageRules.NOTHING,
                        headers,
                        Source.of("{\"a\":1,", "\"secret\":2}").body()));

        assertThat(text(exchange.seen().body())).isEqualTo("{\"a\":1,\"tenant\":\"acme\"}");
        assertThat(exchange.seen().headers().first("Content-Length")).isEqualTo("23");
        assertThat(exchange.seen().headers().contains("Content-Digest")).isFalse();
    }

    @Test
    void aFormBecomesJsonWhereTheRouteSaysSo() {
        MessageRules rules = new MessageRules(
                MessageRules.NOTHING.headers(), true, List.of(new JsonRule.Remove(Pointer.of("/grant_type"))), 256);
        Body form = Source.of("grant_type=password&username=al+ice%40x&", "password=%C3%BC%26%3D&scope=&&flag")
                .body();

        exchange.send(filter, request(rules, MessageRules.NOTHING, FORM, form));

        assertThat(text(exchange.seen().body()))
                .isEqualTo("{\"username\":\"al ice@x\",\"password\":\"ü&=\",\"scope\":\"\",\"flag\":\"\"}");
        assertThat(exchange.seen().headers())
                .isEqualTo(Headers.of("Content-Type", "application/json", "Content-Length", "62"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=%zz", "%=1", "a=%4"})
    void aFormThatCouldBeReadInTwoWaysIsRefused(String form) {
        MessageRules rules = new MessageRules(MessageRules.NOTHING.headers(), true, List.of(), 64);

        Response answer = exchange.send(filter, request(rules, MessageRules.NOTHING, FORM, bytes(form)));

        assertThat(Objects.requireNonNull(answer.refusal()).failure()).isEqualTo(Failure.BAD_REQUEST);
        assertThat(exchange.passed).isEmpty();
    }

    @Test
    void aFormThatTheRouteSaysNothingOfPassesAsItIs() {
        Body form = Source.of("a=1&a=2").body();

        exchange.send(filter, request(BODY, MessageRules.NOTHING, FORM, form));

        assertThat(exchange.seen().body()).isSameAs(form);
    }

    @Test
    void aRequestBodyBeyondTheBoundIsRefusedDeclaredOrNot() {
        Source parts = Source.of("[1,", "2".repeat(64), "]");

        assertThat(refusal(JSON, bytes("[" + "1".repeat(64) + "]"))).isEqualTo(Failure.BODY_TOO_LARGE);
        assertThat(refusal(JSON, parts.body())).isEqualTo(Failure.BODY_TOO_LARGE);
        assertThat(parts.cancelled()).isOne();
        assertThat(refusal(JSON, new Source().body(65))).isEqualTo(Failure.BODY_TOO_LARGE);
        assertThat(exchange.passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}"})
    void aRequestBodyThatIsNotJsonIsRefused(String body) {
        assertThat(refusal(JSON, bytes(body))).isEqualTo(Failure.BAD_REQUEST);
    }

    @Test
    void anEncodedRequestBodyIsRefusedForItCannotBeRead() {
        assertThat(refusal(JSON.with("Content-Encoding", "gzip"), bytes("{}")))
                .isEqualTo(Failure.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void otherTypesOfBodiesPassAsTheyAre() {
        Body body = Source.of("secret").body();
        exchange.send(filter, request(BODY, MessageRules.NOTHING, Headers.of("Content-Type", "text/plain"), body));

        assertThat(exchange.seen().body()).isSameAs(body);
    }

    @Test
    void aClientThatNeverEndsItsBodyIsNotWaitedForForever() throws Exception {
        CompletableFuture<Response> answer = filter.apply(
                        Exchange.request(
                                Routes.at(PATH)
                                        .request(BODY)
                                        .timeout(Duration.ofMillis(50))
                                        .route(),
                                "POST",
                                PATH,
                                JSON,
                                new Source().body()),
                        exchange::pass)
                .toCompletableFuture();

        Response response = answer.get(10, TimeUnit.SECONDS);
        assertThat(Objects.requireNonNull(response.refusal()).failure()).isEqualTo(Failure.CLIENT_TOO_SLOW);
    }

    @Test
    void anAnswerIsEditedAndAskedForInReadableForm() {
        exchange.answer = json(Source.of("{\"secret\":1}").body(), "ETag", "\"1\"", "Accept-Ranges", "bytes");
        Headers sent = Headers.of("Accept-Encoding", "gzip", "Range", "bytes=0-1");

        Response answer = exchange.send(filter, request(MessageRules.NOTHING, BODY, sent, Body.EMPTY));

        assertThat(exchange.seen().headers()).isEqualTo(Headers.of("Accept-Encoding", "identity"));
        assertThat(text(answer.body())).isEqualTo("{\"tenant\":\"acme\"}");
        assertThat(header(answer, "Content-Length")).isEqualTo("17");
        assertThat(header(answer, "ETag")).isEqualTo("\"1\"");
        assertThat(answer.headers().contains("Accept-Ranges")).isFalse();
    }

    @Test
    void nobodyKeepsARuleOffByForbiddingToTransform() {
        exchange.answer = json(bytes("{\"secret\":1}"), "Cache-Control", "no-transform");
        Headers sent = JSON.with("Cache-Control", "no-transform");

        Response answer = exchange.send(filter, request(BODY, BODY, sent, bytes("{\"secret\":2}")));

        assertThat(text(exchange.seen().body())).isEqualTo("{\"tenant\":\"acme\"}");
        assertThat(text(answer.body())).isEqualTo("{\"tenant\":\"acme\"}");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-transform");
    }

    @Test
    void anAnswerThatCannotBeEditedDoesNotPass() {
        assertThat(failureOf(json(bytes("[" + "1".repeat(64) + "]")))).isEqualTo(Failure.TRANSFORMATION_FAILED);
        assertThat(failureOf(json(bytes("no json")))).isEqualTo(Failure.TRANSFORMATION_FAILED);
        assertThat(failureOf(json(bytes("{}"), "Content-Encoding", "br"))).isEqualTo(Failure.TRANSFORMATION_FAILED);
        assertThat(failureOf(new Response(206, JSON, bytes("{}")))).isEqualTo(Failure.TRANSFORMATION_FAILED);
    }

    @Test
    void itIsStillKnownWhereAnAnswerThatFailedCameFrom() {
        Origin origin = new Origin("service", "h:1", 1, 0, 0);
        exchange.answer = json(bytes("no json")).with(origin);

        Response answer = exchange.send(filter, request(MessageRules.NOTHING, BODY, Headers.EMPTY, Body.EMPTY));

        assertThat(answer.origin()).isEqualTo(origin);
    }

    @Test
    void anUpstreamThatBreaksOffIsToBlameItself() {
        Flow.Publisher<ByteBuffer> broken = subscriber -> {
            subscriber.onSubscribe(new Source());
            subscriber.onError(new IOException("reset"));
        };

        assertThat(failureOf(json(new Body.Stream(broken, -1)))).isEqualTo(Failure.UPSTREAM_BROKEN);
    }

    @Test
    void answersWithoutAJsonBodyPass() {
        for (Response answer : List.of(
                new Response(200, Headers.of("Content-Type", "image/png"), bytes("png")),
                new Response(304, JSON, Body.EMPTY),
                new Response(204, JSON, Body.EMPTY))) {
            exchange.answer = answer;
            assertThat(exchange.send(filter, request(MessageRules.NOTHING, BODY, Headers.EMPTY, Body.EMPTY))
                            .body())
                    .isSameAs(answer.body());
        }
    }

    @Test
    void explainsHowManyRulesThereAre() {
        Decision decision = filter.explain(request(HEADERS, BODY, Headers.EMPTY, Body.EMPTY));

        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.PASSES);
        assertThat(decision.reason())
                .isEqualTo("the request: 4 header rules, 0 JSON rules; the answer: 0 header rules, 2 JSON rules");
    }

    private Failure refusal(Headers headers, Body body) {
        Response answer = exchange.send(filter, request(BODY, MessageRules.NOTHING, headers, body));
        return Objects.requireNonNull(answer.refusal()).failure();
    }

    private Failure failureOf(Response upstreams) {
        exchange.answer = upstreams;
        Response answer = exchange.send(filter, request(MessageRules.NOTHING, BODY, Headers.EMPTY, Body.EMPTY));
        return Objects.requireNonNull(answer.refusal()).failure();
    }

    private static Response json(Body body, String... headers) {
        return new Response(200, Headers.of(headers).with("Content-Type", "application/json"), body);
    }

    private static Request request(MessageRules request, MessageRules response, Headers headers, Body body) {
        return Exchange.request(
                Routes.at("/tenants/{tenant}/users")
                        .request(request)
                        .response(response)
                        .route(),
                "POST",
                PATH,
                headers,
                body);
    }
}
