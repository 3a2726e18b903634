package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.routing.Route;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/**
 * The request as the upstream gets it.
 *
 * @param target path and query as they go on the wire
 * @param timeouts from now on
 * @param presence whether the client still waits for the answer
 */
record UpstreamRequest(
        String method,
        HttpHost host,
        String target,
        Headers headers,
        Body body,
        Route.Timeouts timeouts,
        Client.Presence presence) {
    /** Whether a body goes with the request, be it of no bytes. */
    boolean hasBody() {
        return body.length() != 0 || headers.contains("Content-Length");
    }

    /** Whether sending it twice is meant to do what sending it once does (RFC 9110 section 9.2.2). */
    boolean isIdempotent() {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /** Whether the whole body is here, however often it has been sent. */
    boolean isReplayable() {
        return body instanceof Body.Bytes;
    }

    /** Head of the message. The body is framed anew: what the client said of its length has become the length of the body. */
    HttpRequest message() {
        BasicHttpRequest message = new BasicHttpRequest(method, host, target);
        message.addHeader("Host", host.toHostString());
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                message.addHeader(name, value);
            }
        });
        if (hasBody()) {
            long length = body.length();
            message.addHeader(
                    length < 0 ? "Transfer-Encoding" : "Content-Length",
                    length < 0 ? "chunked" : Long.toString(length));
        }
        return message;
    }
}
