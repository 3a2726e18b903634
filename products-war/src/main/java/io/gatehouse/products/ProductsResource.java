package io.gatehouse.products;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import io.gatehouse.products.category.Categories;
import io.gatehouse.products.price.Prices;
import io.gatehouse.products.stock.Stock;
import io.gatehouse.products.stock.StockLevel;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API of products: everybody sees them, administrators create, change and delete them. */
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
    Categories categories;

    @Inject
    Prices prices;

    @Inject
    Stock stock;

    @Inject
    AuditTrail audit;

    @Inject
    Outbox outbox;

    @Inject
    Idempotency idempotency;

    @Inject
    Clock clock;

    @Inject
    Validator validator;

    @POST
    @RolesAllowed(Caller.ADMIN)
    @Idempotent
    @Operation(summary = "Create a product")
    @APIResponseSchema(value = ProductView.class, responseCode = "201")
    public Response create(@NotNull @Valid NewProduct wanted, @Context UriInfo uri) {
        categories.require(wanted.categoryId());
        Product product = new Product(wanted.content(), prices.of(wanted.price()), clock.instant());
        products.add(product);
        stock.open(product.id(), wanted.stock());
        tell(product.id(), product.created(wanted.stock()));
        StockedProduct created = new StockedProduct(product, wanted.stock(), 0);
        return idempotency.keep(Versioned.created(uri, product.id(), created.version(), created.view()));
    }

    @GET
    @Operation(summary = "List products, newest first unless sort says otherwise")
    @APIResponseSchema(ProductView[].class)
    public Response list(@BeanParam @Valid ProductFilter filter, @BeanParam @Valid PageRequest page) {
        Page<Product> found = products.page(filter, prices.own(), page);
        Map<UUID, Integer> available =
                stock.available(found.items().stream().map(Product::id).toList());
        return found.answer(product -> product.view(available.getOrDefault(product.id(), 0)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a product")
    @APIResponseSchema(ProductView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        StockedProduct found = products.get(id);
        return preconditions.answer(found.version(), found.view());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Replace all that may be set of a product, and its stock if that is named")
    @APIResponseSchema(ProductView.class)
    public Response replace(
            @PathParam("id") UUID id, @NotNull @Valid ProductChange wanted, @BeanParam Preconditions preconditions) {
        StockedProduct found = locked(id);
        preconditions.require(found.version());
        return change(found, wanted);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Caller.ADMIN)
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of what may be set of a product, its stock too")
    @APIResponseSchema(ProductView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        StockedProduct found = locked(id);
        preconditions.require(found.version());
        ProductChange wanted = patch.applyTo(ProductChange.of(found.product().content()), validator);
        return change(found, wanted);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "Delete a product; what is reserved of it stays reserved")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        StockedProduct found = locked(id);
        preconditions.verify(found.version());
        stock.close(id);
        products.remove(found.product());
        tell(id, new ProductDeleted(id));
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
    @Operation(summary = "List what happened to a product, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    /**
     * The stock first: an order that is about to reserve has its row locked, and so changes the version that is verified
     * next, or finds the product gone. And who is second to tell of a product waits for the first.
     */
    private StockedProduct locked(UUID id) {
        stock.lock(id);
        return products.get(id);
    }

    private Response change(StockedProduct found, ProductChange wanted) {
        Product product = found.product();
        categories.require(wanted.categoryId());
        @Nullable StockLevel level = wanted.stock() == null ? null : stock.count(product.id(), wanted.stock());
        product.change(wanted.content(), prices.of(wanted.price())).forEach(event -> tell(product.id(), event));
        products.flush();
        StockedProduct changed =
                level == null ? found : new StockedProduct(product, level.available(), level.version());
        return Versioned.changed(changed.version(), changed.view());
    }

    private void tell(UUID product, Record event) {
        outbox.add(Topic.PRODUCT_EVENTS, product, event);
    }

    private static UUID parsed(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.field(400, "VALIDATION_FAILED", "id", Rule.TYPE, "must be a UUID");
        }
    }
}
