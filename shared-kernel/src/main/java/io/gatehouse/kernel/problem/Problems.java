package io.gatehouse.kernel.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The one place where a problem becomes an answer. */
public final class Problems {
    /** The code of the 409 for a request that is being worked on already, under its Idempotency-Key. */
    public static final String IN_FLIGHT = "REQUEST_IN_FLIGHT";

    static final String REQUEST_ID = "X-Request-Id";

    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int COME_BACK_SECONDS = 5;
    private static final int ALMOST_DONE_SECONDS = 1;

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
        if (problem.code().equals(IN_FLIGHT)) {
            answer.header(HttpHeaders.RETRY_AFTER, ALMOST_DONE_SECONDS);
        }
        return answer.build();
    }

    /** What the server or JAX-RS refuses, of which no more is known than its status (RFC 9110, section 15). */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(status, "UNAUTHORIZED", "A token that this service accepts is needed.");
            case 403 -> Problem.of(status, "FORBIDDEN", "The token does not permit this.");
            case 404 -> Problem.of(status, "NOT_FOUND", "Nothing is here.");
            case 405 -> Problem.of(status, "METHOD_NOT_ALLOWED", "The method is not allowed here.");
            case 406 -> Problem.of(status, "NOT_ACCEPTABLE", "There is no form of this that Accept names.");
            case 413 -> Problem.of(status, "BODY_TOO_LARGE", "The body is too large.");
            case 415 -> Problem.of(status, "UNSUPPORTED_MEDIA_TYPE", "The type of the body is not accepted.");
            case 503 -> Problem.of(status, "SERVICE_UNAVAILABLE", "The service cannot answer now.");
            default ->
                status < 500
                        ? Problem.of(status, "BAD_REQUEST", "The request is not one that can be answered.")
                        : Problem.of(status, "INTERNAL", "The service failed; its log says why.");
        };
    }
}
