package io.gatehouse.users.login;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for new tokens.
 *
 * @param refresh_token as it was given; in the name on the wire, which Bean Validation tells the client
 */
public record RefreshRequest(
        @Schema(example = "q2Yk3nX0bP7c1L9sVtZ4uR8wEaFgHjKmNoDi5T6BxQU") @NotNull @Size(max = 128)
        String refresh_token) {

    /** Without the token: a log may show it. */
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
