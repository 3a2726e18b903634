package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.auth.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two issuers that call two people the same, and one that may not say everything. */
interface SeveralIssuers extends Administering {
    Tokens PARTNERS = new Tokens("partners");

    private static String token(String issuer, String subject, String... groups) {
        UPSTREAM.on("/jwks-partner", call -> call.ok(PARTNERS.jwks()));
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        return (issuer.equals(Tokens.ISSUER) ? Identifying.TOKENS : PARTNERS)
                .token(
                        Instant.now(),
                        claims -> claims.issuer(issuer).subject(subject).claim("groups", List.of(groups)));
    }

    private HttpResponse<String> ask(String path, String token) throws Exception {
        return send(bearing(token, to(path)));
    }

    private static HttpRequest.Builder bearing(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    @Test
    default void theUpstreamHearsTheSubjectBehindItsIssuersPrefixAndOnlyRolesThatTheIssuerMaySay() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/mine/partner", call -> {
            seen.set(call);
            call.ok("in");
        });
        String subject = "7f6c1d1e-0000-4000-8000-000000000007";

        assertThat(ask("/api/mine/partner", token("http://partner.test", subject, "admin", "user"))
                        .body())
                .isEqualTo("in");

        String internal = seen.get().header("Authorization").get(0).substring("Bearer ".length());
        JWTClaimsSet claims = SignedJWT.parse(internal).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("partner:" + subject);
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(Observing.line("\"path\":\"/api/mine/partner\"")).contains("\"user\":\"partner:" + subject + "\"");
    }

    @Test
    default void whoeverAnIssuerCallsAdministratorThoughItMayNotIsNone() throws Exception {
        UPSTREAM.on("/things/admin/partner", call -> call.ok("in"));
        String ours = token(Tokens.ISSUER, "root", "admin");
        String theirs = token("http://partner.test", "root", "admin");

        assertThat(ask("/api/admin/partner", ours).statusCode()).isEqualTo(200);
        assertThat(ask("/api/admin/partner", theirs).statusCode()).isEqualTo(403);
        assertThat(ask("/gateway/routes", ours).statusCode()).isEqualTo(200);
        assertThat(ask("/gateway/routes", theirs).statusCode()).isEqualTo(403);
        assertThat(send(explain("reader", "{\"path\":\"/api/admin/partner\",\"token\":\"" + theirs + "\"}"))
                        .body())
                .contains(
                        "\"reason\":\"the client is ada (http://partner.test), roles []\"",
                        "\"failure\":\"FORBIDDEN\"");
    }

    @Test
    default void whoeverHasTheSameSubjectAtAnotherIssuerHasAnotherBucket() throws Exception {
        UPSTREAM.on("/things/rate/users", call -> call.ok("served"));
        String ours = token(Tokens.ISSUER, "twin");
        String theirs = token("http://twin.test", "twin");

        assertThat(ask("/api/rate/users", ours).statusCode()).isEqualTo(200);
        assertThat(ask("/api/rate/users", ours).statusCode()).isEqualTo(429);
        assertThat(ask("/api/rate/users", theirs).statusCode()).isEqualTo(200);
        assertThat(ask("/api/rate/users", theirs).statusCode()).isEqualTo(429);
    }
}
