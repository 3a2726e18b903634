package io.gatehouse.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

    @Test
    void thoseThatHaveExpiredAreNotKeptAlthoughTheyNeverComeAgain() {
        CredentialValidationResult anna = good(60);
        for (int i = 0; i < 1_000; i++) {
            tokens.add("Bearer " + i, anna);
        }
        clock.advance(Duration.ofSeconds(60));

        for (int i = 0; i * VerifiedTokens.REMOVED_AT_ONCE < 1_000; i++) {
            assertThat(tokens.get("Bearer of somebody else")).isNull();
        }

        assertThat(tokens.size()).isZero();
    }

    @Test
    void thoseThatHaveExpiredMakeRoomBeforeOneThatIsGood() {
        CredentialValidationResult anna = good(600);
        tokens.add("Bearer long", anna);
        for (int i = 1; i < VerifiedTokens.MOST; i++) {
            tokens.add("Bearer " + i, good(60));
        }
        clock.advance(Duration.ofSeconds(60));

        for (int i = 1; i < VerifiedTokens.MOST; i++) {
            tokens.add("Bearer new " + i, good(60));
        }

        assertThat(tokens.size()).isEqualTo(VerifiedTokens.MOST);
        assertThat(tokens.get("Bearer long")).isSameAs(anna);
    }

    @Test
    void aTokenThatIsVerifiedTwiceIsKeptOnce() {
        CredentialValidationResult later = good(90);
        tokens.add("Bearer a", good(60));
        tokens.add("Bearer a", later);
        assertThat(tokens.size()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(60));
        assertThat(tokens.get("Bearer a")).isSameAs(later);
        clock.advance(Duration.ofSeconds(30));
        assertThat(tokens.get("Bearer a")).isNull();
        assertThat(tokens.size()).isZero();
    }

    /** As a list of all that were ever added would answer, whatever comes when. */
    @Test
    void whateverComesWhenOnlyAndAllThatIsGoodIsKnown() {
        Random random = new Random(20260105);
        Map<String, CredentialValidationResult> added = new HashMap<>();
        Map<String, Instant> expiries = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            clock.advance(Duration.ofMillis(random.nextInt(200)));
            String token = "Bearer " + random.nextInt(3_000);
            boolean isGood = clock.instant().isBefore(expiries.getOrDefault(token, Instant.MIN));
            assertThat(tokens.get(token)).as("step " + step).isSameAs(isGood ? added.get(token) : null);
            if (!isGood) {
                int seconds = 1 + random.nextInt(120);
                added.put(token, good(seconds));
                expiries.put(
                        token, clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds));
                tokens.add(token, Objects.requireNonNull(added.get(token)));
            }
        }
        Instant now = clock.instant();
        assertThat(tokens.size()).isEqualTo((int)
                expiries.values().stream().filter(now::isBefore).count());
    }

    @Test
    void manyWhoAskAtOnceLeaveNothingBehind() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> all = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(seed -> () -> comeAndGo(new Random(seed)))
                    .toList();
            for (Future<Boolean> ended : callers.invokeAll(all)) {
                assertThat(ended.get()).isTrue();
            }
        } finally {
            callers.shutdown();
        }
        assertThat(tokens.size()).isLessThanOrEqualTo(VerifiedTokens.MOST);

        clock.advance(Duration.ofMinutes(2));
        for (int i = 0; i * VerifiedTokens.REMOVED_AT_ONCE < VerifiedTokens.MOST; i++) {
            assertThat(tokens.get("Bearer of somebody else")).isNull();
        }
        assertThat(tokens.size()).isZero();
    }

    /** True when no token ever spoke for the caller of another one. */
    private boolean comeAndGo(Random random) {
        for (int i = 0; i < 5_000; i++) {
            int number = random.nextInt(20_000);
            CredentialValidationResult known = tokens.get("Bearer " + number);
            if (known == null) {
                int seconds = 1 + random.nextInt(30);
                tokens.add("Bearer " + number, good(seconds, "caller " + number));
            } else if (!known.getCallerPrincipal().getName().equals("caller " + number)) {
                return false;
            }
            clock.advance(Duration.ofMillis(1));
        }
        return true;
    }

    private CredentialValidationResult good(int seconds) {
        return good(seconds, "somebody");
    }

    private CredentialValidationResult good(int seconds, String name) {
        long expiry = clock.instant().plusSeconds(seconds).getEpochSecond();
        return new CredentialValidationResult(new Token(expiry, name), Set.of("user"));
    }

    /** What a server makes of a token. */
    static final class Token extends CallerPrincipal implements JsonWebToken {
        private static final long serialVersionUID = 1;
        private final long expiry;

        Token(long expiry) {
            this(expiry, "somebody");
        }

        Token(long expiry, String name) {
            super(name);
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
