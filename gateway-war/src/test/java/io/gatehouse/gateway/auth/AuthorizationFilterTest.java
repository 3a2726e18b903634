package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AuthorizationFilterTest {
    private static final Access BOTH = new Access.Granted(Set.of("admin"), Set.of("orders:write", "orders:read"));

    private final AuthorizationFilter filter = new AuthorizationFilter();

    @Test
    void whoHasTheRoleAndAllScopesPasses() {
        assertThat(send(BOTH, List.of("admin"), List.of("orders:read", "orders:write", "x"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aMissingScopeIsNamed() {
        Response answer = send(BOTH, List.of("admin"), List.of("orders:read"));

        assertThat(Objects.requireNonNull(answer.refusal()).failure()).isEqualTo(Failure.FORBIDDEN);
        assertThat(answer.refusal().detail()).contains("orders:read orders:write");
        assertThat(answer.headers().first("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"gatehouse\", error=\"insufficient_scope\","
                        + " scope=\"orders:read orders:write\"");
    }

    @Test
    void aMissingRoleForbidsWhateverTheScopes() {
        Response answer = send(new Access.Granted(Set.of("admin"), Set.of()), List.of("user"), List.of("admin"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().first("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"gatehouse\", error=\"insufficient_scope\"");
    }

    @Test
    void nobodyPassesWhereARouteSaysNothingAndNoTokenIsAskedFor() {
        Response answer = send(new Access.Denied(), List.of("admin"), List.of("all"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().contains("WWW-Authenticate")).isFalse();
    }

    @Test
    void explainsWhatItWouldDo() {
        assertThat(filter.explain(request(BOTH, List.of("admin"), List.of())).refusal())
                .isEqualTo(Failure.FORBIDDEN);
        assertThat(filter.explain(request(new Access.Denied(), List.of(), List.of()))
                        .reason())
                .isEqualTo("Nobody may use this: its access is not configured, or deny.");
        assertThat(filter.explain(request(new Access.Authenticated(), List.of(), List.of()))
                        .outcome())
                .isEqualTo(Decision.Outcome.PASSES);
    }

    private Response send(Access access, List<String> groups, List<String> scopes) {
        return filter.apply(
                        request(access, groups, scopes),
                        passed -> CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY)))
                .toCompletableFuture()
                .join();
    }

    private static Request request(Access access, List<String> groups, List<String> scopes) {
        return Requests.of("/x", access, Headers.EMPTY, Body.EMPTY)
                .with(new Identity("issuer", "id", "ada", groups, scopes, Instant.MAX, "f"));
    }
}
