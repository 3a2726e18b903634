package io.gatehouse.gateway;

import io.gatehouse.gateway.auth.KeySource;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.forward.TlsSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the side calls that are secured as somebody asks for it. The next configuration goes on with them as long as the files are the same. */
record SecureCalls(Inheritance inheritance, SideCalls plain) {

    /**
     * The calls to those who are known by these settings.
     *
     * @param key where in the file they stand
     * @param tls null for whom the JVM trusts
     * @throws IOException when certificates or keys cannot be read
     */
    SideCalls by(String key, @Nullable Tls tls) throws IOException {
        if (tls == null) {
            return plain;
        }
        try {
            return inheritance.take(
                    SideCalls.class, TlsSettings.of(tls, inheritance), settings -> new SideCalls(settings.context()));
        } catch (IOException unusable) {
            throw new IOException(key + ".tls: " + unusable.getMessage(), unusable);
        }
    }

    /** Where the keys of each of these issuers are got from. */
    Function<Issuer, KeySource> keySources(List<Issuer> issuers) throws IOException {
        Map<Issuer, KeySource> sources = new HashMap<>();
        for (Issuer issuer : issuers) {
            sources.put(issuer, by("issuers." + issuer.issuer(), issuer.tls()));
        }
        return issuer -> sources.getOrDefault(issuer, plain);
    }
}
