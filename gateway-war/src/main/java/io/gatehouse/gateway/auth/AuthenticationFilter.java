package io.gatehouse.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who the client is. A token that was good is remembered until it expires: verifying one costs more than all the rest of a
 * request. A route that is open to everybody needs no token, but a bad one is refused there too. Of other schemes only one passes there, {@link UpstreamCredentials}.
 */
public final class AuthenticationFilter implements Filter {
    private static final int REMEMBERED = 10_000;
    // When the issuer may be asked again.
    private static final Headers SOON = Headers.of("Retry-After", "1");

    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final Cache<String, Identity> verified;

    AuthenticationFilter(TokenVerifier verifier, InstantSource clock) {
        this(verifier, clock, REMEMBERED);
    }

    /** @param most how many tokens are remembered */
    AuthenticationFilter(TokenVerifier verifier, InstantSource clock, int most) {
        this.verifier = verifier;
        this.clock = clock;
        // On the caller's thread: the cache's own upkeep is short, and a thread of the common pool would outlive this
        // application.
        this.verified =
                Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    /** How many tokens are remembered. */
    long remembered() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        if (TokenNeed.isNone(request)) {
            return next.proceed(request);
        }
        String token = BearerToken.of(request);
        // Another scheme is no bad token: no error is named then (RFC 6750 section 3.1).
        if (token == null) {
            return CompletableFuture.completedFuture(
                    Failure.TOKEN_MISSING.because("Send a token: Authorization: Bearer ...", challenge("")));
        }
        if (TokenNeed.isSeveral(request)) {
            return invalid(TokenNeed.SEVERAL);
        }
        String fingerprint = Fingerprint.of(token);
        Identity known = verified.getIfPresent(fingerprint);
        if (known != null && !known.isExpired(clock.instant())) {
            return next.proceed(request.with(known));
        }
        return verifier.verify(token, fingerprint).thenCompose(verdict -> judge(verdict, request, next));
    }

    @Override
    public Decision explain(Request request) {
        Decision decision = TokenNeed.decision(request);
        return decision == null ? explain(known(request)) : decision;
    }

    private static Decision explain(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted) {
            return TokenNeed.isKnown(accepted.identity());
        }
        return verdict instanceof Verdict.Rejected rejected
                ? Decision.refuses(Failure.TOKEN_INVALID, "the token is not accepted: " + rejected.reason())
                : Decision.passes("if the token is good: its key has not been fetched yet");
    }

    /** The request with the identity that its token gives it by the keys that are known already; as it is when there is none. */
    public Request identified(Request request) {
        return TokenNeed.decision(request) == null && known(request) instanceof Verdict.Accepted accepted
                ? request.with(accepted.identity())
                : request;
    }

    private Verdict known(Request request) {
        String token = Objects.requireNonNull(BearerToken.of(request));
        return verifier.verifyByKnownKeys(token, Fingerprint.of(token));
    }

    private CompletionStage<Response> judge(Verdict verdict, Request request, Chain next) {
        if (verdict instanceof Verdict.Accepted accepted) {
            verified.put(accepted.identity().fingerprint(), accepted.identity());
            return next.proceed(request.with(accepted.identity()));
        }
        return verdict instanceof Verdict.Rejected rejected
                ? invalid(rejected.reason())
                : CompletableFuture.completedFuture(Failure.KEYS_UNAVAILABLE.because(
                        "The keys that tokens are verified with cannot be fetched at the moment.", SOON));
    }

    private static CompletionStage<Response> invalid(String reason) {
        return CompletableFuture.completedFuture(Failure.TOKEN_INVALID.because(
                "The token is not accepted: " + reason + ".",
                challenge(", error=\"invalid_token\", error_description=\"" + reason + "\"")));
    }

    private static Headers challenge(String parameters) {
        return Headers.of("WWW-Authenticate", "Bearer realm=\"gatehouse\"" + parameters);
    }
}
