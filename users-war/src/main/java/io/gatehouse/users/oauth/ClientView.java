package io.gatehouse.users.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client as administrators see it.
 *
 * @param id what it calls itself: its {@code client_id}
 * @param secret its {@code client_secret}, in the answer that makes it and in repetitions of that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientView(
        UUID id,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable String secret) {
    public ClientView {
        scopes = List.copyOf(scopes);
    }

    /** Without the secret: a log may show it. */
    @Override
    public String toString() {
        return "ClientView[" + id + "]";
    }
}
