package io.gatehouse.gateway;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A session in a path, {@code ;jsessionid=} and what follows. The server cuts it out before anybody sees the path, and says so; but when there is a cookie with a session, too, only
 * its own objects still do.
 */
final class PathSession {
    private static final String[] CUT_OUT = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "isRequestedSessionIdFromURL"
    };

    private PathSession() {}

    static boolean isCutOutOf(HttpServletRequest request) {
        return request.isRequestedSessionIdFromURL()
                || (request.isRequestedSessionIdFromCookie()
                        && Boolean.TRUE.equals(ClientConnection.walk(request, CUT_OUT)));
    }
}
