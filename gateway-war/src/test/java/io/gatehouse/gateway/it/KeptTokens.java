package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Identifying.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** For how long a token is good: from when on, until when, and whether it is looked at again in between. */
interface KeptTokens extends Situation {
    private HttpResponse<String> ask(String token) throws Exception {
        return send(to("/api/mine/kept").header("Authorization", "Bearer " + token));
    }

    private int statusOf(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return ask(TOKENS.token(Instant.now(), claims -> change.apply(claims.issuer("http://skewed.test"))))
                .statusCode();
    }

    private static Date seconds(int fromNow) {
        return Date.from(Instant.now().plusSeconds(fromNow));
    }

    @Test
    default void aTokenThatWasGoodIsNotVerifiedAgain() throws Exception {
        Tokens old = new Tokens("old");
        Tokens next = new Tokens("next");
        AtomicReference<Tokens> published = new AtomicReference<>(old);
        UPSTREAM.on("/jwks-turned", call -> call.ok(published.get().jwks()));
        UPSTREAM.on("/things/mine/kept", call -> call.ok("in"));
        String seen = ofTurned(old, "seen");
        assertThat(ask(seen).statusCode()).isEqualTo(200);

        published.set(next);
        // An unknown key has the gateway ask for the keys again, once in ten seconds.
        for (int i = 0; i < 300 && ask(ofTurned(next, "next " + i)).statusCode() != 200; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }

        assertThat(ask(ofTurned(old, "not seen")).body()).contains("TOKEN_INVALID");
        assertThat(ask(seen).statusCode()).as("its key is gone, too").isEqualTo(200);
    }

    private static String ofTurned(Tokens issuer, String id) {
        return issuer.token(
                Instant.now(), claims -> claims.issuer("http://turned.test").jwtID(id));
    }

    @Test
    default void theClockOfTheIssuerMayBeAheadByTheSkewAndNotMore() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));
        UPSTREAM.on("/things/mine/kept", call -> call.ok("in"));

        assertThat(statusOf(claims -> claims)).isEqualTo(200);
        assertThat(statusOf(claims -> claims.notBeforeTime(seconds(5)))).isEqualTo(200);
        assertThat(statusOf(claims -> claims.notBeforeTime(seconds(30)))).isEqualTo(401);
    }

    /** What is made from it would not be good for the upstream. */
    @Test
    default void afterItsEndATokenIsRefusedWhateverTheSkew() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(TOKENS.jwks()));

        assertThat(statusOf(claims -> claims.expirationTime(seconds(-5)))).isEqualTo(401);
        assertThat(statusOf(claims -> claims.expirationTime(seconds(-30)))).isEqualTo(401);
    }
}
