package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Match;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionReaderTest {
    private static final ReservedHeaders RESERVED = new ReservedHeaders(List.of("X-User", "X-Auth-*"));

    @Test
    void aPathIsEnough() throws BadCall {
        assertThat(read("{\"path\":\"/x\"}"))
                .isEqualTo(new DescribedRequest("GET", "/x", "http", null, "127.0.0.1", Headers.EMPTY, null, 0));
    }

    @Test
    void everythingCanBeSaid() throws BadCall {
        DescribedRequest described = read("""
                {"method":"POST","path":"/x?a=b","scheme":"https","host":"h","address":"192.0.2.7","roles":["r","s"],
                 "headers":{"A":"1","B":["2","3"]},"token":"t","bodyLength":5000000000,"id":"i","time":"2026-01-31T12:00:00Z"}""");
        Request request = described.toRequest(head -> new Match.NoRoute(), RESERVED);

        assertThat(request.head().method()).isEqualTo("POST");
        assertThat(request.head().path()).isEqualTo("/x");
        assertThat(request.head().query()).isEqualTo("a=b");
        assertThat(request.id()).isEqualTo("i");
        assertThat(request.head().particulars().id()).isEqualTo("i");
        assertThat(request.head().particulars().host()).isEqualTo("h");
        assertThat(request.head().particulars().header("b")).containsExactly("2", "3");
        assertThat(request.head().particulars().time()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(request.client().address()).isEqualTo("192.0.2.7");
        assertThat(request.client().host()).isEqualTo("h");
        assertThat(request.client().scheme()).isEqualTo("https");
        assertThat(request.headers()).isEqualTo(Headers.of("A", "1", "B", "2", "B", "3", "Authorization", "Bearer t"));
        assertThat(Objects.requireNonNull(request.identity()).groups()).isEqualTo(List.of("r", "s"));
        assertThat(request.body().length()).isEqualTo(5_000_000_000L);
    }

    @Test
    void whatEndsAtTheGatewaysDoorIsNotSeenBehindIt() throws BadCall {
        Request request = read("""
                {"path":"/x","headers":{"Host":"h:1","Connection":"close, X-Hop","X-Hop":"1","Expect":"100-continue",
                 "X-Forwarded-For":"192.0.2.1","X-Lane":"a","x_user":"root","X-Auth-Email":"root"}}""").toRequest(head -> new Match.NoRoute(), RESERVED);

        assertThat(request.headers()).isEqualTo(Headers.of("X-Lane", "a"));
        assertThat(request.head().particulars().header("X-User")).isEmpty();
        assertThat(request.client().host()).isEqualTo("h:1");
        assertThat(request.head().particulars().host()).isEqualTo("h:1");
    }

    @Test
    void withoutATimeItComesNow() throws BadCall {
        Request request = read("{\"path\":\"/x\"}").toRequest(head -> new Match.NoRoute(), RESERVED);

        assertThat(request.head().particulars().time())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void aMalformedPathIsAnAnswerAndNoMistake() throws BadCall {
        assertThat(read("{\"path\":\"/a/../b\"}")
                        .toRequest(head -> new Match.NoRoute(), RESERVED)
                        .match())
                .isEqualTo(new Match.Malformed("a dot segment"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"path\":\"/x\"} {}",
                "{\"path\":\"/x\",}",
                "{path:\"/x\"}",
                "{\"path\":1}",
                "{\"path\":null}",
                "{\"path\":\"x\"}",
                "{\"path\":\"/x\",\"path\":\"/y\"}",
                "{\"path\":\"/x\",\"pth\":\"/y\"}",
                "{\"path\":\"/x\",\"headers\":[]}",
                "{\"path\":\"/x\",\"headers\":{\"a\":1}}",
                "{\"path\":\"/x\",\"headers\":{\"a\":[\"b\",[\"c\"]]}}",
                "{\"path\":\"/x\",\"time\":\"noon\"}",
                "{\"path\":\"/x\",\"id\":1}",
                "{\"path\":\"/x\",\"roles\":\"r\"}",
                "{\"path\":\"/x\",\"roles\":[\"r\"",
                "{\"path\":\"/x\",\"bodyLength\":\"1\"}",
                "{\"path\":\"/x\",\"bodyLength\":1.5}",
                "{\"path\":\"/x\",\"bodyLength\":-1}",
                "{\"path\":\"/x\",\"bodyLength\":99999999999999999999}"
            })
    void nothingElseIsTaken(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(BadCall.class);
    }

    @Test
    void deepNestingDoesNotExhaustIt() {
        assertThatThrownBy(() -> read("[".repeat(60_000))).isInstanceOf(BadCall.class);
        assertThatThrownBy(() -> read("{\"path\":" + "[".repeat(60_000))).isInstanceOf(BadCall.class);
    }

    private static DescribedRequest read(String json) throws BadCall {
        return DescriptionReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
