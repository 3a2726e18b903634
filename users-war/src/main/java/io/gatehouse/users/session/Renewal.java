package io.gatehouse.users.session;

import java.util.UUID;

/**
 * A session begins or goes on.
 *
 * @param userId whose session it is
 * @param sessionId which one
 * @param refreshToken the token to renew it with next time
 */
public record Renewal(UUID userId, UUID sessionId, String refreshToken) {

    /** Without the token: a log may show it. */
    @Override
    public String toString() {
        return "Renewal[userId=" + userId + ", sessionId=" + sessionId + "]";
    }
}
