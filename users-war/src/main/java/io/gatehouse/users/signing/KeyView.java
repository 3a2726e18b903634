package io.gatehouse.users.signing;

import java.time.Instant;

/**
 * A key as administrators see it.
 *
 * @param publishedFrom since when it has been in the key set
 * @param signsFrom the first moment at which it signs
 * @param signsUntil the last one, at the latest; the next key makes it earlier
 * @param publishedUntil when it leaves the key set
 */
public record KeyView(
        String kid,
        SigningKey.State state,
        Instant publishedFrom,
        Instant signsFrom,
        Instant signsUntil,
        Instant publishedUntil) {}
