package io.gatehouse.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final VerifiedTokens tokens = new VerifiedTokens(clock);

    @Test
    void aGoodTokenIsKnownUntilTheSecondThatItNames() {
        CredentialValidationResult anna = good(120);
        tokens.add("Bearer a", anna);

        clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(tokens.get("Bearer a")).isSameAs(anna);

        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.get("Bearer a")).isNull();
    }

    @Test
    void eachTokenSpeaksForItsOwnCaller() {
        CredentialValidationResult anna = good(60);
        CredentialValidationResult bert = good(60);
        tokens.add("Bearer a", anna);
        tokens.add("Bearer b", bert);

        assertThat(tokens.get("Bearer a")).isSameAs(anna);
        assertThat(tokens.get("Bearer b")).isSameAs(bert);
        assertThat(tokens.get("Bearer A")).isNull();
        assertThat(tokens.get("Bearer a ")).isNull();
    }

    @Test
    void whatIsNotGoodAndWhatSaysNoExpiryIsNotRemembered() {
        tokens.add("Bearer a", CredentialValidationResult.INVALID_RESULT);
        tokens.add("Bearer b", CredentialValidationResult.NOT_VALIDATED_RESULT);
        tokens.add("Bearer c", new CredentialValidationResult(new CallerPrincipal("c"), Set.of()));

        assertThat(tokens.get("Bearer a")).isNull();
        assertThat(tokens.get("Bearer b")).isNull();
        assertThat(tokens.get("Bearer c")).isNull();
    }

    @Test
    void thoseNotSeenForLongestMakeRoom() {
        CredentialValidationResult anna = good(60);
        for (int i = 0; i < VerifiedTokens.MOST; i++) {
            tokens.add("Bearer " + i, anna);
        }
        assertThat(tokens.get("Bearer 0")).isSameAs(anna);

        tokens.add("Bearer new", anna);

        assertThat(tokens.get("Bearer 0")).isSameAs(anna);
        assertThat(tokens.get("Bearer new")).isSameAs(anna);
        assertThat(tokens.get("Bearer 1")).isNull();
    }

    private CredentialValidationResult good(int seconds) {
        long expiry = clock.instant().plusSeconds(seconds).getEpochSecond();
        return new CredentialValidationResult(new Token(expiry), Set.of("user"));
    }

    /** What a server makes of a token. */
    static final class Token extends CallerPrincipal implements JsonWebToken {
        private static final long serialVersionUID = 1;
        private final long expiry;

        Token(long expiry) {
            super("somebody");
            this.expiry = expiry;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of(Claims.exp.name());
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> @Nullable T getClaim(String name) {
            return name.equals(Claims.exp.name()) ? (T) Long.valueOf(expiry) : null;
        }
    }
}
