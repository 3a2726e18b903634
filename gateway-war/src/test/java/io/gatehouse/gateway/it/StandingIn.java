package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What stands in for a service that fails: an answer that the route has, or another service. */
interface StandingIn extends Situation {
    @Test
    default void aFixedAnswerStandsInForAServiceThatIsDown() throws Exception {
        HttpResponse<String> answer = send(to("/resilience/fixed"));

        assertThat(answer.statusCode()).isEqualTo(203);
        assertThat(answer.body()).isEqualTo("as good as it gets");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    default void anotherServiceStandsInForOneThatIsDown() throws Exception {
        UPSTREAM.on("/things/resilience/other", call -> {
            byte[] body = call.in()
                    .readNBytes(Integer.parseInt(
                            call.header("Content-Length").stream().findFirst().orElse("0")));
            call.ok("instead:" + new String(body, StandardCharsets.ISO_8859_1));
        });

        assertThat(send(to("/resilience/other")).body()).isEqualTo("instead:");
        // In one packet with its head: a body that is here with its request is in memory.
        assertThat(raw("POST /resilience/other HTTP/1.1\nHost: h\nConnection: close\nContent-Length: 5\n\nsmall"))
                .startsWith("HTTP/1.1 200")
                .endsWith("instead:small");
    }

    @Test
    default void whatMayHaveBeenCarriedOutIsAskedOfNoOtherService() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        UPSTREAM.on("/once/resilience/once", call -> {
            asked.add("once");
            call.say("nonsense\r\n\r\n");
        });
        UPSTREAM.on("/instead/resilience/once", call -> {
            asked.add("instead");
            call.ok("instead");
        });

        assertThat(send(to("/resilience/once")).body()).isEqualTo("instead");
        assertThat(send(to("/resilience/once").PUT(BodyPublishers.noBody())).body())
                .isEqualTo("instead");
        assertThat(asked).containsExactly("once", "instead", "once", "instead");

        asked.clear();
        HttpResponse<String> posted =
                send(to("/resilience/once").header("Idempotency-Key", "7").POST(BodyPublishers.noBody()));
        assertThat(posted.statusCode()).isEqualTo(502);
        assertThat(posted.body()).contains("\"code\":\"UPSTREAM_BROKEN\"");
        assertThat(raw("POST /resilience/once HTTP/1.1\nHost: h\nConnection: close\nContent-Length: 5\n\nsmall"))
                .startsWith("HTTP/1.1 502");
        assertThat(asked).containsExactly("once", "once");
    }

    @Test
    default void anotherServiceGetsTheCredentialsThatTheFirstHasGotAndATokenOfItsOwn() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        List<TestUpstream.Call> asked = new CopyOnWriteArrayList<>();
        UPSTREAM.on("/once/resilience/once", call -> {
            asked.add(call);
            call.say("nonsense\r\n\r\n");
        });
        UPSTREAM.on("/instead/resilience/once", call -> {
            asked.add(call);
            call.ok("instead");
        });
        String token = "Bearer " + Identifying.TOKENS.token(Instant.now(), "user");

        for (String authorization : List.of("Basic YTpi", token)) {
            assertThat(send(to("/resilience/once")
                                    .headers("Authorization", authorization, "Cookie", "s=1", "X-API-Key", "key"))
                            .body())
                    .isEqualTo("instead");
        }

        assertThat(asked).hasSize(4).allSatisfy(call -> {
            assertThat(call.header("Cookie")).containsExactly("s=1");
            assertThat(call.header("X-API-Key")).containsExactly("key");
        });
        assertThat(asked.subList(0, 2))
                .allSatisfy(call -> assertThat(call.header("Authorization")).containsExactly("Basic YTpi"));
        assertThat(audience(asked.get(2))).containsExactly("resilience-once");
        assertThat(audience(asked.get(3))).containsExactly("resilience-instead");
    }

    private static List<String> audience(TestUpstream.Call call) throws ParseException {
        return SignedJWT.parse(call.header("Authorization").get(0).substring("Bearer ".length()))
                .getJWTClaimsSet()
                .getAudience();
    }
}
