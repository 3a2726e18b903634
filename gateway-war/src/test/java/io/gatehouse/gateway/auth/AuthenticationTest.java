package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one configuration after the other makes of the same token. */
class AuthenticationTest {
    private static final String SUBJECT = "7f6c1d1e-0000-4000-8000-000000000007";

    @TempDir
    private Path keys;

    private final Tokens tokens = new Tokens("k1");
    private final AtomicInteger fetched = new AtomicInteger();
    private final KeySource source = url -> {
        fetched.incrementAndGet();
        return CompletableFuture.completedFuture(tokens.jwks());
    };
    private final String token = tokens.token(InstantSource.system().instant(), "user", "admin");

    @Test
    void whatAnIssuerMaySayHoldsFromTheReloadOnForTokensThatAreRememberedToo() throws Exception {
        Inheritance before = Inheritance.none();
        JWTClaimsSet everything = internal(before, "");
        JWTClaimsSet again = internal(before.next(), "");
        JWTClaimsSet less = internal(before.next(), ", roles: [user], subjectPrefix: 'p:'");

        assertThat(everything.getSubject()).isEqualTo(SUBJECT);
        assertThat(everything.getStringListClaim("groups")).containsExactly("user", "admin");
        assertThat(again.getJWTID()).as("it is used again").isEqualTo(everything.getJWTID());
        assertThat(less.getSubject()).isEqualTo("p:" + SUBJECT);
        assertThat(less.getStringListClaim("groups")).containsExactly("user");
        assertThat(fetched).as("keys do not depend on it").hasValue(1);
    }

    private JWTClaimsSet internal(Inheritance inheritance, String settings) throws Exception {
        GatewayConfig config =
                ConfigReader.read("f", """
                issuers: [{issuer: "%s", audience: gatehouse, jwks: "http://issuer.test/keys"%s}]
                tokenExchange: {keys: "%s"}
                upstreams: {service: {url: "http://u"}}
                routes: []
                """.formatted(Tokens.ISSUER, settings, keys), name -> Optional.empty());
        Authentication authentication =
                Authentication.of(config, inheritance, issuer -> source, InstantSource.system());
        List<Request> passed = new ArrayList<>();
        Response response = Pipeline.of(
                        List.of(authentication.authentication(), authentication.exchange()), request -> {
                            passed.add(request);
                            return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                        })
                .proceed(Requests.of(
                        "/x", new Access.Authenticated(), Headers.of("Authorization", "Bearer " + token), Body.EMPTY))
                .toCompletableFuture()
                .join();
        assertThat(response.status()).isEqualTo(200);
        String authorization = Objects.requireNonNull(passed.get(0).headers().first("Authorization"));
        return SignedJWT.parse(authorization.substring("Bearer ".length())).getJWTClaimsSet();
    }
}
