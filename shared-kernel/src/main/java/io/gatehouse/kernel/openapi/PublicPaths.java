package io.gatehouse.kernel.openapi;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Where clients find what a service has: they reach all services through the gateway, whose routes put most of it below
 * {@code /api} as it is.
 */
final class PublicPaths {
    private static final String API = "/api";
    private static final String OF_EVERY_SERVICE = "/dead-letters";
    private static final String WELL_KNOWN = "/.well-known/";

    private PublicPaths() {}

    static void publish(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer().url(API)));
        String service = document.getInfo().getTitle().toLowerCase(Locale.ROOT);
        Paths published = OASFactory.createPaths();
        new TreeMap<>(document.getPaths().getPathItems()).forEach((path, item) -> {
            if (path.startsWith(WELL_KNOWN)) {
                // RFC 8615 has a place of its own for these.
                item.setServers(List.of(OASFactory.createServer().url("/")));
            }
            published.addPathItem(path.startsWith(OF_EVERY_SERVICE) ? "/" + service + path : path, item);
        });
        document.setPaths(published);
    }
}
