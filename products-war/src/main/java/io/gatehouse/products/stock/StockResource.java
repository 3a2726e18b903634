package io.gatehouse.products.stock;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of a product's stock: everybody sees it, administrators set it. Its versions are apart from the product's. */
@Path("/products/{id}/stock")
@ApplicationScoped
@PermitAll
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class StockResource {
    @Inject
    Stock stock;

    @GET
    @Operation(summary = "Read how many pieces of a product are at hand")
    @APIResponseSchema(StockView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        StockLevel level = stock.get(id);
        return preconditions.answer(level.version(), level.view());
    }

    @PUT
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Set how many pieces of a product are at hand, besides those that are reserved")
    @APIResponseSchema(StockView.class)
    public Response set(
            @PathParam("id") UUID id, @NotNull @Valid StockContent wanted, @BeanParam Preconditions preconditions) {
        StockLevel level = stock.set(id, wanted.stock(), preconditions::require);
        return Versioned.changed(level.version(), level.view());
    }
}
