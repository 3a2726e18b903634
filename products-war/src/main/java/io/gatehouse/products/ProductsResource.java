package io.gatehouse.products;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.OldestFirst;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.products.stock.Stock;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of products: everybody sees them, administrators create them. */
@Path("/products")
@ApplicationScoped
@PermitAll
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class ProductsResource {
    @Inject
    Products products;

    @Inject
    Stock stock;

    @Inject
    AuditTrail audit;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @POST
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Create a product")
    public Response create(@NotNull @Valid NewProduct wanted, @Context UriInfo uri) {
        Product product = new Product(wanted, clock.instant());
        products.add(product);
        stock.open(product.id(), wanted.stock());
        outbox.add(Topic.PRODUCT_EVENTS, product.id(), product.created(wanted.stock()));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(product.id().toString())
                        .build())
                .entity(product.view(wanted.stock()))
                .build();
    }

    @GET
    @Operation(summary = "List products, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        Page<Product> found = products.page(page);
        Map<UUID, Integer> available =
                stock.available(found.items().stream().map(Product::id).toList());
        return found.answer(product -> product.view(available.getOrDefault(product.id(), 0)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a product")
    public ProductView read(@PathParam("id") UUID id) {
        return products.get(id).view(stock.available(List.of(id)).getOrDefault(id, 0));
    }

    /** What another service needs to price a basket, in one call; products that do not exist are left out. */
    @GET
    @Path("/prices")
    @Operation(summary = "Read the current prices of up to 100 products")
    public List<ProductPrice> prices(@QueryParam("id") @Size(min = 1, max = 100) List<String> id) {
        return products.prices(
                id.stream().map(ProductsResource::parsed).distinct().toList());
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a product, oldest first")
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid OldestFirst page) {
        return audit.answer(id, page);
    }

    private static UUID parsed(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.field(400, "VALIDATION_FAILED", "id", "must be a UUID");
        }
    }
}
