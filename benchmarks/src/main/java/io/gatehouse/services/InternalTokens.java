package io.gatehouse.services;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tokens as the gateway makes them for a service, signed with the key of the gateway that runs. */
final class InternalTokens {
    /** Longer than any measurement: one that expires would be verified anew. */
    private static final Duration LIFETIME = Duration.ofHours(3);

    private final JWSHeader header;
    private final JWSSigner signer;
    private final String audience;

    InternalTokens(ECKey key, String audience) throws JOSEException {
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        this.signer = new ECDSASigner(key);
        this.audience = audience;
    }

    /** With the key that the gateway keeps in its data directory. */
    static InternalTokens of(Path data, String audience) throws IOException {
        Path file = data.resolve("keys/gateway.jwk");
        try {
            return new InternalTokens(ECKey.parse(Files.readString(file)), audience);
        } catch (ParseException | JOSEException e) {
            throw new IOException(file + " does not hold the gateway's key", e);
        }
    }

    /** So many, each of another user. */
    List<String> signed(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> signed()).toList();
    }

    private String signed() {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("gatehouse-gateway")
                .audience(audience)
                .subject(UUID.randomUUID().toString())
                .claim("upn", "somebody")
                .claim("groups", List.of("user"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the gateway's key cannot sign", e);
        }
    }
}
