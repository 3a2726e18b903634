package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of credentials that are not for the gateway. */
class UpstreamCredentialsTest {
    private static final Headers BASIC = Headers.of("Authorization", "Basic YTpi");

    private final AdjustableClock clock = new AdjustableClock();
    private final List<Request> passed = new ArrayList<>();
    private final AuthenticationFilter filter = new AuthenticationFilter(
            new TokenVerifier(
                    List.of(),
                    issuer -> {
                        throw new AssertionError("nobody is to be asked");
                    },
                    clock),
            clock);

    @Test
    void theyPassWhereEverybodyMay() {
        for (String scheme : List.of("Basic", "basic", "bASIC")) {
            assertThat(send(new Access.Public(), Headers.of("Authorization", scheme + " YTpi"))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(passed)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.identity()).isNull());
        assertThat(explained(new Access.Public(), BASIC).reason()).isEqualTo("the credentials are for the upstream");
    }

    @Test
    void theyAreNoTokenWhereOneIsNeeded() {
        for (Access access : List.of(
                new Access.Authenticated(),
                new Access.Granted(Set.of("admin"), Set.of()),
                new Access.Granted(Set.of(), Set.of("x")))) {
            assertThat(refusalOf(send(access, BASIC))).isEqualTo(Failure.TOKEN_MISSING);
            assertThat(explained(access, BASIC).refusal()).isEqualTo(Failure.TOKEN_MISSING);
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void theyHideNoTokenAndAreNotAmongSeveral() {
        for (Headers several : List.of(
                Headers.of("Authorization", "Basic YTpi", "Authorization", "Bearer x"),
                Headers.of("Authorization", "Bearer x", "Authorization", "Basic YTpi"),
                Headers.of("Authorization", "Basic YTpi", "authorization", "Basic YTpj"))) {
            assertThat(send(new Access.Public(), several).status()).isEqualTo(401);
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void otherSchemesPassNowhere() {
        for (String other :
                List.of("Basic", "Basically YTpi", "Basic\tYTpi", "Basic,Bearer x", "Digest a=b", "YTpi", "")) {
            assertThat(refusalOf(send(new Access.Public(), Headers.of("Authorization", other))))
                    .as(other)
                    .isEqualTo(Failure.TOKEN_MISSING);
        }
        assertThat(passed).isEmpty();
    }

    private Decision explained(Access access, Headers headers) {
        return filter.explain(Requests.of("/x", access, headers, Body.EMPTY));
    }

    private Response send(Access access, Headers headers) {
        return filter.apply(Requests.of("/x", access, headers, Body.EMPTY), request -> {
                    passed.add(request);
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();
    }

    private static Failure refusalOf(Response response) {
        return Objects.requireNonNull(response.refusal()).failure();
    }
}
