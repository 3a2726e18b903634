package io.gatehouse.kernel.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one place where a problem becomes an answer. */
public final class Problems {
    static final String REQUEST_ID = "X-Request-Id";

    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int COME_BACK_SECONDS = 5;

    private Problems() {}

    /** With the headers that RFC 9110 asks for: how to authenticate (15.5.2), when to come back (10.2.3). */
    public static Response answer(Problem problem, @Nullable HttpHeaders headers) {
        String requestId = headers == null ? null : headers.getHeaderString(REQUEST_ID);
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(requestId == null ? problem : problem.inRequest(requestId));
        if (problem.status() == UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
        }
        return answer.build();
    }

    /** A problem that is no more than its status (RFC 9110, section 15). */
    static Problem ofStatus(int status) {
        Response.StatusType type = Response.Status.fromStatusCode(status);
        String phrase = type == null ? "Status " + status : type.getReasonPhrase();
        String code = phrase.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return Problem.of(status, code, phrase + ".");
    }
}
