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
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
    private static final List<String> CLAIMS = List.of(
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
            "scope");

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
        return answer(List.of("public"), List.of(JWSAlgorithm.ES256.getName()), CLAIMS);
    }

    @GET
    @Path("/oauth-authorization-server")
    @Operation(summary = "Read where everything is (RFC 8414)")
    @APIResponseSchema(ServerMetadata.class)
    public Response authorizationServer() {
        return answer(null, null, null);
    }

    private Response answer(
            @Nullable List<String> subjectTypes,
            @Nullable List<String> idTokenAlgorithms,
            @Nullable List<String> claims) {
        ServerMetadata metadata = new ServerMetadata(
                issuer,
                publicUrl + "/api/auth/token",
                publicUrl + "/.well-known/jwks.json",
                publicUrl + "/api/auth/verify",
                List.of(TokenResource.CLIENT_CREDENTIALS, TokenResource.REFRESH_TOKEN),
                List.of("client_secret_basic", "client_secret_post", "none"),
                List.of("client_secret_basic", "client_secret_post"),
                List.of(),
                subjectTypes,
                idTokenAlgorithms,
                claims);
        return Response.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
