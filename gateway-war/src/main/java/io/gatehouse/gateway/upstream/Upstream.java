package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.GatewayConfig;
import java.net.URI;
import org.apache.hc.core5.http.HttpHost;

/**
 * A service behind the gateway, with the parts of its URL ready for every request.
 *
 * @param base scheme, host, port and path as text, without a slash at its end
 * @param basePath the path alone; empty when there is none
 */
public record Upstream(String name, URI url, HttpHost host, String base, String basePath, URI health) {
    /** The upstream that the configuration describes. */
    public static Upstream of(String name, GatewayConfig.Upstream settings) {
        String base = settings.url().toString();
        String path = settings.url().getRawPath();
        return new Upstream(
                name,
                settings.url(),
                HttpHost.create(settings.url()),
                base,
                path == null ? "" : path,
                URI.create(base + settings.health()));
    }
}
