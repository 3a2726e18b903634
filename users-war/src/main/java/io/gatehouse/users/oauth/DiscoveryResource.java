package io.gatehouse.users.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Says where everything is, to programs: RFC 8414 and OpenID Connect Discovery 1.0. There is no authorization endpoint
 * and there are no ID tokens, so the lists about them are empty, or name what our tokens are signed with.
 */
@Path("/.well-known")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2")
public class DiscoveryResource {
    @Inject
    @ConfigProperty(name = "gatehouse.issuer")
    String issuer;

    @Inject
    @ConfigProperty(name = "gatehouse.public.url")
    String publicUrl;

    @GET
    @Path("/openid-configuration")
    @Operation(summary = "Read where everything is (OpenID Connect Discovery)")
    @APIResponseSchema(ServerMetadata.class)
    public Response openIdConfiguration() {
        Map<String, Object> metadata = metadata();
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of(JWSAlgorithm.ES256.getName()));
        metadata.put(
                "claims_supported",
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "upn",
                        "preferred_username",
                        "groups",
                        "sid",
                        "client_id",
                        "scope"));
        return answer(metadata);
    }

    @GET
    @Path("/oauth-authorization-server")
    @Operation(summary = "Read where everything is (RFC 8414)")
    @APIResponseSchema(ServerMetadata.class)
    public Response authorizationServer() {
        return answer(metadata());
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("token_endpoint", publicUrl + "/api/auth/token");
        metadata.put("jwks_uri", publicUrl + "/.well-known/jwks.json");
        metadata.put("introspection_endpoint", publicUrl + "/api/auth/verify");
        metadata.put("grant_types_supported", List.of(TokenResource.CLIENT_CREDENTIALS, TokenResource.REFRESH_TOKEN));
        metadata.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        metadata.put(
                "introspection_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        metadata.put("response_types_supported", List.of());
        return metadata;
    }

    private static Response answer(Map<String, Object> metadata) {
        return Response.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
