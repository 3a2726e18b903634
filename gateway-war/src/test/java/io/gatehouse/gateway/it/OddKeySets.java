package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Issuers that publish what is no set of keys, or keys that nobody can read among good ones. */
interface OddKeySets extends Situation {
    /** A request that waits for ever is a failure. */
    private HttpResponse<String> ask(Tokens issuer) throws Exception {
        String token = issuer.token(
                Instant.now(), claims -> claims.issuer("http://odd.test").jwtID(Long.toString(System.nanoTime())));
        return send(
                to("/api/mine/odd").header("Authorization", "Bearer " + token).timeout(Duration.ofSeconds(20)));
    }

    @Test
    default void whoPublishesWhatIsOddHasNoKeysYetAndAnOddKeyCostsItNoOther() throws Exception {
        Tokens own = new Tokens("own");
        AtomicReference<String> published = new AtomicReference<>("");
        AtomicInteger asked = new AtomicInteger();
        UPSTREAM.on("/jwks-odd", call -> {
            asked.incrementAndGet();
            call.ok(published.get());
        });
        UPSTREAM.on("/things/mine/odd", call -> call.ok("in"));
        for (String odd : List.of("null", "{\"keys\":[null]}")) {
            published.set(odd);
            int before = asked.get();
            for (int i = 0; i < 300 && asked.get() == before; i++) {
                HttpResponse<String> answer = ask(own);
                assertThat(answer.statusCode()).as(odd).isEqualTo(503);
                assertThat(answer.body()).contains("\"code\":\"KEYS_UNAVAILABLE\"");
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(asked.get()).as(odd).isGreaterThan(before);
        }

        published.set(own.jwks().replaceFirst("\\[", "[null,7,{\"kty\":\"EC\",\"crv\":\"P-257\"},"));
        HttpResponse<String> answer = ask(own);
        for (int i = 0; i < 300 && answer.statusCode() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = ask(own);
        }
        assertThat(answer.body()).isEqualTo("in");
    }
}
