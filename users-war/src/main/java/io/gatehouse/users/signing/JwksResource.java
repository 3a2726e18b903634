package io.gatehouse.users.signing;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishes the keys with which access tokens are checked. */
@Path("/.well-known/jwks.json")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class JwksResource {
    @Inject
    SigningKeys keys;

    @GET
    @Operation(summary = "Read the public keys of access tokens (RFC 7517)")
    @APIResponseSchema(PublicKeys.class)
    public Response publicKeys() {
        return Response.ok(keys.publicKeys())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
