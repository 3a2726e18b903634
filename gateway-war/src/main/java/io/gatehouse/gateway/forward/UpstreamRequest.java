package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import java.time.Duration;
import org.apache.hc.core5.http.HttpHost;

/**
 * The request as the upstream gets it.
 *
 * @param target path and query as they go on the wire
 * @param total the time from now to the last byte of the answer
 */
record UpstreamRequest(String method, HttpHost host, String target, Headers headers, Body body, Duration total) {
    /** Whether a body goes with the request, be it of no bytes. */
    boolean hasBody() {
        return body.length() != 0 || headers.contains("Content-Length");
    }
}
