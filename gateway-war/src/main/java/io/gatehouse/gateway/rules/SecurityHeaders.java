package io.gatehouse.gateway.rules;

import java.time.Duration;

/**
 * What an answer tells browsers to be careful about. Never in place of what the upstream says itself.
 *
 * @param contentTypeOptions {@code nosniff}, or empty for no such field; the others likewise
 * @param frameOptions {@code DENY} or {@code SAMEORIGIN}
 * @param referrerPolicy a policy of the Referrer Policy standard
 * @param strictTransportSecurity how long browsers must come by https, told by https only (RFC 6797 section 7.2); zero for no such field
 */
public record SecurityHeaders(
        String contentTypeOptions, String frameOptions, String referrerPolicy, Duration strictTransportSecurity) {
    /** For routes that name no others. */
    public static final SecurityHeaders DEFAULT =
            new SecurityHeaders("nosniff", "DENY", "no-referrer", Duration.ofDays(365));
}
