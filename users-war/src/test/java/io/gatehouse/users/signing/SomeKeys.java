package io.gatehouse.users.signing;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One key without a database, for tests of other packages. */
public final class SomeKeys {
    private SomeKeys() {}

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    public static SigningKeys in(Path directory, Clock clock) {
        ECKey secret = KeyStore.generate();
        Instant now = clock.instant();
        SigningKey key = new SigningKey(secret, KeySeal.in(directory), now, now, new KeyTimes(Duration.ofDays(30)));
        SigningKeys keys = new SigningKeys();
        keys.clock = clock;
        keys.store = new KeyStore() {
            @Override
            public KeyRing load(Instant at) {
                return new KeyRing(at, List.of(key), Map.of(key.kid(), KeyRing.signer(secret)));
            }
        };
        return keys;
    }
}
