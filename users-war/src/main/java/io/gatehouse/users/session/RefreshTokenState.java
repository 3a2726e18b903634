package io.gatehouse.users.session;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a refresh token that could be exchanged now.
 *
 * @param startedAt when its session began
 * @param expiresAt when its session ends unless it is renewed
 */
public record RefreshTokenState(UUID userId, UUID sessionId, Instant startedAt, Instant expiresAt) {}
