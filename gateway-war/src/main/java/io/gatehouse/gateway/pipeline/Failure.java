package io.gatehouse.gateway.pipeline;

import java.util.Locale;

/** Every way in which the gateway itself fails a request. The name is the word for it in answers, logs and metrics. */
public enum Failure {
    BAD_REQUEST(400, "The request is malformed"),
    TOKEN_MISSING(401, "A token is needed"),
    TOKEN_INVALID(401, "The token is not accepted"),
    FORBIDDEN(403, "Not permitted"),
    NO_ROUTE(404, "Nothing is here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** The client took too long to send its request, or to take the answer; then the status is for logs and metrics. */
    CLIENT_TOO_SLOW(408, "The client took too long"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The type of the request body is not accepted"),
    WEBSOCKET_VERSION(426, "Another version of WebSocket is needed"),
    RATE_LIMITED(429, "Too many requests"),
    /** Never seen by a client: it has left. The status is for logs and metrics. */
    CLIENT_GONE(499, "The client closed the connection"),
    INTERNAL(500, "The gateway failed"),
    METHOD_NOT_SUPPORTED(501, "The method is not supported"),
    TRANSFER_CODING_NOT_SUPPORTED(501, "The transfer coding is not supported"),
    UPSTREAM_BROKEN(502, "The service gave a broken answer"),
    /** One side does not accept the other's certificate, or they agree on no way to speak in secret. */
    UPSTREAM_TLS(502, "No secure connection to the service"),
    /** What the service said may not be passed on as it is, and the rules of the route cannot be applied to it. */
    TRANSFORMATION_FAILED(502, "The answer of the service cannot be transformed"),
    UPSTREAM_UNREACHABLE(503, "The service cannot be reached"),
    /** The keys that tokens are verified with have never been had: nobody can say yet whether a token is good. */
    KEYS_UNAVAILABLE(503, "Tokens cannot be verified at the moment"),
    /** Every connection that there may be is in use. */
    POOL_EXHAUSTED(503, "No connection to the service is free"),
    TOO_MANY_WEBSOCKETS(503, "Too many WebSocket connections"),
    /** This gateway is about to end. */
    DRAINING(503, "The gateway is shutting down"),
    /** The circuit breaker keeps requests from an upstream that has failed too often. */
    CIRCUIT_OPEN(503, "The service is given time to recover"),
    /** All places of the upstream's bulkhead are taken. */
    BULKHEAD_FULL(503, "Too many requests wait for the service"),
    /** The adaptive limit is reached: more requests would only make the upstream slower. */
    OVERLOADED(503, "The service is at the limit of what it can do"),
    /** The probes of all instances fail. */
    NO_HEALTHY_INSTANCE(503, "No instance of the service is healthy"),
    /** Nothing of the request has been sent. */
    UPSTREAM_CONNECT_TIMEOUT(504, "The service took too long to accept a connection"),
    UPSTREAM_TIMEOUT(504, "The service took too long"),
    /** An upstream is the gateway itself, or forwards to it. */
    LOOP_DETECTED(508, "The request has come back to the gateway"),
    /** Only where the client asked for nothing else (RFC 9111 section 5.2.1.7). */
    NOT_STORED(504, "No stored answer");

    private final int status;
    private final String title;
    private final String type;

    Failure(int status, String title) {
        this.status = status;
        this.title = title;
        this.type = "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    /** A sentence for people that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem type of RFC 9457. */
    public String type() {
        return type;
    }

    /** A refusal without headers of its own. */
    public Response because(String detail) {
        return because(detail, Headers.EMPTY);
    }

    /** A refusal that carries headers, {@code Allow} for instance. */
    public Response because(String detail, Headers headers) {
        return new Response(status, headers, Body.EMPTY, new Refusal(this, detail), null);
    }
}
