package io.gatehouse.gateway.forward;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/** A request line with headers, which the HTTP client does not sign with a {@code User-Agent} of its own. */
final class UpstreamMessage extends BasicHttpRequest {
    UpstreamMessage(String method, HttpHost host, String target) {
        super(method, host, target);
    }

    /** The client's protocol chain adds that field where it finds none; a gateway passes on what it got, and be it nothing. */
    @Override
    public boolean containsHeader(String name) {
        return name.equalsIgnoreCase("User-Agent") || super.containsHeader(name);
    }
}
