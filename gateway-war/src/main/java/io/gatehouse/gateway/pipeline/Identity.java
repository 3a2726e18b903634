package io.gatehouse.gateway.pipeline;

import java.time.Instant;
import java.util.List;

/**
 * Who a verified token speaks for.
 *
 * @param subject the claim {@code sub}
 * @param name the claim {@code upn}
 * @param expires when the token stops being accepted: its {@code exp}, and what its issuer's clock may be off
 * @param fingerprint the SHA-256 of the token: names it without being it
 */
public record Identity(String subject, String name, List<String> groups, Instant expires, String fingerprint) {
    public Identity {
        groups = List.copyOf(groups);
    }
}
