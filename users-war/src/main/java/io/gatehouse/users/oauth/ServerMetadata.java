package io.gatehouse.users.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself (RFC 8414, section 2), in the names on the wire.
 *
 * @param subject_types_supported of OpenID Connect Discovery alone, like all behind it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerMetadata(
        @Schema(example = "http://localhost:8080") String issuer,
        @Schema(format = "uri") String token_endpoint,
        @Schema(format = "uri") String jwks_uri,
        @Schema(format = "uri") String introspection_endpoint,
        List<String> grant_types_supported,
        List<String> token_endpoint_auth_methods_supported,
        List<String> introspection_endpoint_auth_methods_supported,
        List<String> response_types_supported,
        @Nullable List<String> subject_types_supported,
        @Nullable List<String> id_token_signing_alg_values_supported,
        @Nullable List<String> claims_supported) {}
