package io.gatehouse.kernel.testing;

import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Internal tokens as the gateway makes them, with a key of their own.
 *
 * @param audience the service that they are for
 */
public record GatewayTokens(KeyPair key, String audience) {
    /** With the key published in a file, where a service is told to look for it. */
    public static GatewayTokens publishedAt(Path jwks, String audience) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        var point = ((ECPublicKey) key.getPublic()).getW();
        Map<String, String> jwk = Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "use",
                "sig",
                "alg",
                "ES256",
                "kid",
                "test",
                "x",
                coordinate(point.getAffineX()),
                "y",
                coordinate(point.getAffineY()));
        Files.createDirectories(jwks.getParent());
        Files.writeString(jwks, Json.STRICT.writeValueAsString(Map.of("keys", List.of(jwk))));
        return new GatewayTokens(key, audience);
    }

    /** A token of two minutes for a user in these roles. */
    public String of(UUID user, String... roles) throws GeneralSecurityException, IOException {
        return of(Duration.ofMinutes(2), user, roles);
    }

    /** A token that expires after so many seconds. */
    public String of(Duration lifetime, UUID user, String... roles) throws GeneralSecurityException, IOException {
        long now = Instant.now().getEpochSecond();
        String signed = part(Map.of("alg", "ES256", "typ", "JWT", "kid", "test"))
                + "."
                + part(Map.of(
                        "iss",
                        "gatehouse-gateway",
                        "aud",
                        audience,
                        "sub",
                        user,
                        "upn",
                        "somebody",
                        "groups",
                        roles,
                        "jti",
                        UUID.randomUUID(),
                        "iat",
                        now,
                        "exp",
                        now + lifetime.toSeconds()));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(signature.sign());
    }

    private static String part(Map<String, ?> claims) throws IOException {
        return encoded(Json.STRICT.writeValueAsBytes(claims));
    }

    /** 32 bytes, big-endian (RFC 7518, section 6.2.1.2). */
    private static String coordinate(BigInteger number) {
        byte[] padded = new byte[32];
        byte[] plain = number.toByteArray();
        int length = Math.min(plain.length, padded.length);
        System.arraycopy(plain, plain.length - length, padded, padded.length - length, length);
        return encoded(padded);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
