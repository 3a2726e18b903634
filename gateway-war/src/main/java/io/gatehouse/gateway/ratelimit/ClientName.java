package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.address.IpAddress;
import io.gatehouse.gateway.config.RateLimit.Part;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whose bucket a request takes from, among those of one partition. */
final class ClientName {
    /** Longer ones are kept as their hash, for names come from clients and must not fill memory. */
    private static final int LONGEST = 64;

    private static final String API_KEY = "X-API-Key";

    private ClientName() {}

    /** The name that a part gives; empty for what all requests of the partition have in common; null when the request has no such part. */
    static @Nullable String of(Part part, Request request) {
        Identity identity = request.identity();
        return switch (part) {
            case CLIENT -> identity == null ? subscriber(request) : bounded(identity.subject());
            case USER -> identity == null ? null : bounded(identity.subject());
            case ADDRESS -> subscriber(request);
            case API_KEY -> apiKey(request);
            case ROUTE, SERVICE -> "";
        };
    }

    /** One who has an IPv6 network has all addresses of it. */
    private static String subscriber(Request request) {
        String text = request.client().address();
        IpAddress address = text.indexOf(':') < 0 ? null : IpAddress.parse(text);
        return address == null ? bounded(text) : address.subscriber();
    }

    /** Always as its hash: a key is a secret, and the table of buckets is no place for it. */
    private static @Nullable String apiKey(Request request) {
        String key = request.headers().first(API_KEY);
        return key == null ? null : hash(key);
    }

    private static String bounded(String name) {
        return name.length() <= LONGEST ? name : hash(name);
    }

    private static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
