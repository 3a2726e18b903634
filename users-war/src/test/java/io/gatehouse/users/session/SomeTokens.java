package io.gatehouse.users.session;

import io.gatehouse.users.signing.SomeKeys;
import java.nio.file.Path;
import java.time.Clock;

/** Access tokens with a key of their own, for tests of other packages. */
public final class SomeTokens {
    public static final String ISSUER = "https://gatehouse.example";

    private SomeTokens() {}

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    public static AccessTokens in(Path directory, Clock clock) {
        AccessTokens tokens = new AccessTokens();
        tokens.keys = SomeKeys.in(directory, clock);
        tokens.issuer = ISSUER;
        tokens.clock = clock;
        return tokens;
    }
}
