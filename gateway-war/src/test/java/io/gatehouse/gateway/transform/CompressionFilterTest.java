package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.transform.Exchange.bytes;
import static io.gatehouse.gateway.transform.Exchange.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionFilterTest {
    private static final String LONG = "{\"name\":\"value\"}".repeat(200);
    private static final Headers GZIP = Headers.of("Accept-Encoding", "gzip");

    private final Exchange exchange = new Exchange();

    @Test
    void aTextIsCompressedForWhoTakesIt() throws IOException {
        exchange.answer = json(bytes(LONG), "Content-Length", "3200", "ETag", "\"1\"", "Accept-Ranges", "bytes");

        Response answer = send("GET", GZIP);

        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(answer, "ETag")).isEqualTo("W/\"1\"");
        assertThat(answer.headers().contains("Content-Length")).isFalse();
        assertThat(answer.headers().contains("Accept-Ranges")).isFalse();
        assertThat(Target.read(answer.body()).length).isLessThan(LONG.length() / 4);
        assertThat(plain(answer.body())).isEqualTo(LONG);
    }

    @Test
    void aStreamIsCompressedAsItFlows() throws IOException {
        exchange.answer =
                json(Source.of("a".repeat(5_000), "", "b".repeat(5_000), "c").body());

        Response answer = send("GET", GZIP);

        assertThat(answer.body().length()).isEqualTo(-1);
        assertThat(plain(answer.body())).isEqualTo("a".repeat(5_000) + "b".repeat(5_000) + "c");
    }

    @Test
    void theAnswerForOthersStaysPlainAndVariesToo() {
        exchange.answer = json(bytes(LONG), "Content-Length", "3200", "Vary", "Accept");

        Response answer = send("GET", Headers.EMPTY);

        assertThat(answer.body()).isSameAs(exchange.answer.body());
        assertThat(header(answer, "Content-Length")).isEqualTo("3200");
        assertThat(header(answer, "Vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void whatIsShortOrWouldNotShrinkStaysPlain() {
        exchange.answer = json(bytes("{}"), "Content-Length", "2");
        assertThat(header(send("GET", GZIP), "Content-Encoding")).isEmpty();

        exchange.answer = json(Source.of("{}").body(), "Content-Length", "2");
        assertThat(header(send("GET", GZIP), "Content-Encoding")).isEmpty();
    }

    @Test
    void whatHasACodingStaysAsItIs() {
        exchange.answer = json(bytes(LONG), "Content-Encoding", "br");

        assertThat(send("GET", GZIP)).isSameAs(exchange.answer);
    }

    @Test
    void noTransformIsHeededFromEitherSide() {
        exchange.answer = json(bytes(LONG), "Cache-Control", "max-age=1, No-Transform");
        assertThat(send("GET", GZIP)).isSameAs(exchange.answer);

        exchange.answer = json(bytes(LONG));
        Headers forbidding = Headers.of("Accept-Encoding", "gzip", "Cache-Control", "no-transform");
        assertThat(header(send("GET", forbidding), "Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream", "text/event-stream", "text/event-stream;a=b"})
    void otherTypesStayAsTheyAre(String type) {
        exchange.answer = new Response(200, Headers.of("Content-Type", type), bytes(LONG));

        assertThat(send("GET", GZIP)).isSameAs(exchange.answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206})
    void answersWithoutAllOfTheContentStayAsTheyAre(int status) {
        exchange.answer = new Response(status, Headers.of("Content-Type", "application/json"), bytes(LONG));

        assertThat(send("GET", GZIP)).isSameAs(exchange.answer);
    }

    @Test
    void notModifiedNamesTheTagThatTheCompressedAnswerHad() {
        exchange.answer = new Response(304, Headers.of("ETag", "\"1\""), Body.EMPTY);

        assertThat(header(send("GET", GZIP), "ETag")).isEqualTo("W/\"1\"");
        assertThat(header(send("GET", Headers.EMPTY), "ETag")).isEqualTo("\"1\"");
        assertThat(header(send("GET", Headers.EMPTY), "Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void headHasTheHeadThatGetWouldHave() {
        exchange.answer = json(Body.EMPTY, "Content-Length", "3200");

        Response answer = send("HEAD", GZIP);

        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.headers().contains("Content-Length")).isFalse();
        assertThat(Target.read(answer.body())).isEmpty();
    }

    @Test
    void isOffUnlessTheRouteSaysOtherwise() {
        exchange.answer = json(bytes(LONG));
        Route route = Routes.at("/x").route();

        assertThat(exchange.send(new CompressionFilter(), Exchange.request(route, "GET", "/x", GZIP, Body.EMPTY)))
                .isSameAs(exchange.answer);
    }

    @Test
    void explainsWhatItWouldDo() {
        assertThat(new CompressionFilter().explain(request("GET", GZIP)).reason())
                .contains("is compressed");
        assertThat(new CompressionFilter()
                        .explain(request("GET", Headers.EMPTY))
                        .reason())
                .contains("does not want");
        assertThat(exchange.passed).isEmpty();
    }

    private Response send(String method, Headers headers) {
        return exchange.send(new CompressionFilter(), request(method, headers));
    }

    private static Request request(String method, Headers headers) {
        Route route = Routes.at("/x")
                .compression(new Compression(Compression.DEFAULT_TYPES, 1024))
                .route();
        return Exchange.request(route, method, "/x", headers, Body.EMPTY);
    }

    private static Response json(Body body, String... headers) {
        Headers all = Headers.of(headers).with("Content-Type", "application/json; charset=utf-8");
        return new Response(200, all, body);
    }

    private static String plain(Body body) throws IOException {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(Target.read(body))).readAllBytes(),
                StandardCharsets.UTF_8);
    }
}
