package io.gatehouse.users.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's id and secret in {@code Authorization} (RFC 6749, section 2.3.1). They are encoded as in a form before they are put together as
 * RFC 7617 has it, so that either may have a colon.
 */
final class ClientSecretBasic {
    static final String SCHEME = "Basic ";

    private ClientSecretBasic() {}

    /** Whether the field has credentials of this scheme; those of others are not looked at here. */
    static boolean isIn(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * The parameters with those of the client that the field has.
     *
     * @throws OAuthException when the field cannot be read, or the body names a secret or another client (section 2.3: a client authenticates in
     *     one way only)
     */
    static Form addTo(Form form, @Nullable String authorization) {
        if (authorization == null || !isIn(authorization)) {
            return form;
        }
        String[] client = decoded(authorization.substring(SCHEME.length()).strip());
        if (form.find("client_secret").isPresent()
                || form.find("client_id").filter(id -> !id.equals(client[0])).isPresent()) {
            throw OAuthException.invalidRequest("The client must authenticate in one way only.");
        }
        Map<String, String> all = new HashMap<>(form.parameters());
        all.put("client_id", client[0]);
        all.put("client_secret", client[1]);
        return new Form(all);
    }

    /** Id and secret. */
    private static String[] decoded(String credentials) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2);
            if (parts.length == 2) {
                String[] client = {Form.unescaped(parts[0]), Form.unescaped(parts[1])};
                if (!client[0].isEmpty() && !client[1].isEmpty()) {
                    return client;
                }
            }
        } catch (IllegalArgumentException malformed) {
            // As little known as any other.
        }
        throw OAuthException.invalidClient();
    }
}
