package io.gatehouse.orders;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.OldestFirst;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.orders.pricing.Money;
import io.gatehouse.orders.pricing.Prices;
import io.gatehouse.orders.pricing.ProductsClient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API of orders: everybody places and sees their own. */
@Path("/orders")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrdersResource {
    @Inject
    Orders orders;

    @Inject
    Prices prices;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** No transaction here: none may be open while another service is asked. */
    @POST
    @Operation(summary = "Place an order")
    public Response create(
            @NotNull @Valid NewOrder wanted,
            @Parameter(hidden = true) @HeaderParam(ProductsClient.REQUEST_ID) @Nullable String requestId,
            @Context UriInfo uri) {
        Map<UUID, Money> current = prices.current(wanted.productIds(), requestId);
        Order order = new Order(caller.id(), new Basket(wanted, current).lines(), clock.instant());
        orders.place(order);
        return Response.created(
                        uri.getAbsolutePathBuilder().path(order.id().toString()).build())
                .entity(order.view())
                .build();
    }

    @GET
    @Transactional
    @Operation(summary = "List the caller's orders, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        return orders.page(caller.id(), page).answer(Order::view);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(summary = "Read an order")
    public OrderView read(@PathParam("id") UUID id) {
        return orders.find(id)
                .filter(order -> order.belongsTo(caller.id()) || caller.isAdmin())
                .orElseThrow(() -> ProblemException.notFound("The order"))
                .view();
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to an order, oldest first")
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid OldestFirst page) {
        return audit.answer(id, page);
    }
}
