package io.gatehouse.gateway.pipeline;

import io.gatehouse.gateway.routing.Particulars;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routes may ask of a request that came; it holds on to nothing that the server takes back. */
public record RequestParticulars(String id, @Nullable String host, Headers headers, InstantSource clock)
        implements Particulars {
    @Override
    public List<String> header(String name) {
        return headers.all(name);
    }

    @Override
    public Instant time() {
        return clock.instant();
    }
}
