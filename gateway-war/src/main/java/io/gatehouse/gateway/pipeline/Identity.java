package io.gatehouse.gateway.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who a verified token speaks for.
 *
 * @param issuer the claim {@code iss}: no other issuer's subjects are this one's, whatever they are called
 * @param subject the claim {@code sub}, behind the prefix that the configuration puts before this issuer's
 * @param name the claim {@code upn}
 * @param groups the claim {@code groups}: roles, of those that the issuer may say
 * @param scopes the scopes of the token, claim scope or scp: what the client may do in the subject's name
 * @param expires the claim {@code exp}; nothing that is made from the token is good for longer
 * @param fingerprint the SHA-256 of the token: names it without being it
 */
public record Identity(
        String issuer,
        String subject,
        String name,
        List<String> groups,
        List<String> scopes,
        Instant expires,
        String fingerprint) {
    /** What is made from a token must still reach the upstream before it expires. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(1);

    public Identity {
        groups = List.copyOf(groups);
        scopes = List.copyOf(scopes);
    }

    /** One that no scopes were granted to. */
    public Identity(
            String issuer, String subject, String name, List<String> groups, Instant expires, String fingerprint) {
        this(issuer, subject, name, groups, List.of(), expires, fingerprint);
    }

    /** Whether the token is of no use any more: it has expired, or will have before the upstream sees what is made from it. */
    public boolean isExpired(Instant now) {
        return now.plus(LEAST_LEFT).isAfter(expires);
    }
}
