package io.gatehouse.users.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
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
        try {
            ECKey secret =
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
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
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
