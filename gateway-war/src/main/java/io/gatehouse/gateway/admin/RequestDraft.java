package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A described request as it is put together. Whatever nobody says is as it usually is; only the path must be said. */
public final class RequestDraft {
    private final Headers.Builder headers = new Headers.Builder();
    private String method = "GET";
    private @Nullable String path;
    private String scheme = "http";
    private @Nullable String host;
    private String address = "127.0.0.1";
    private @Nullable List<String> roles;
    private long bodyLength;
    private String id = DescribedRequest.Circumstances.ANY.id();
    private @Nullable Instant time;

    public void method(String name) {
        method = name;
    }

    public void path(String target) {
        path = target;
    }

    public void scheme(String name) {
        scheme = name;
    }

    public void host(String name) {
        host = name;
    }

    public void address(String text) {
        address = text;
    }

    public void header(String name, String value) {
        headers.add(name, value);
    }

    /** Somebody sends it, who has these roles besides those said before. */
    public void roles(List<String> more) {
        if (roles == null) {
            roles = new ArrayList<>();
        }
        roles.addAll(more);
    }

    /** In bytes; not negative. */
    public void bodyLength(long bytes) {
        bodyLength = bytes;
    }

    public void id(String text) {
        id = text;
    }

    public void time(Instant instant) {
        time = instant;
    }

    /** What has been put together; null while there is no path. */
    public @Nullable DescribedRequest finished() {
        return path == null
                ? null
                : new DescribedRequest(
                        method,
                        path,
                        scheme,
                        host,
                        address,
                        headers.build(),
                        roles,
                        bodyLength,
                        new DescribedRequest.Circumstances(id, time));
    }
}
