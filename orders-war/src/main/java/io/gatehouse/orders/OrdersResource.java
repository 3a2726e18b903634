package io.gatehouse.orders;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import io.gatehouse.kernel.trace.Trace;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API of orders: everybody places, sees and cancels their own, administrators see and cancel all. */
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
    Idempotency idempotency;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * No transaction here: none may be open while another service is asked. The prices are those of this moment, for good;
     * the answer is kept for repetitions in the transaction that places the order.
     */
    @POST
    @Idempotent
    @Operation(summary = "Place an order, at the prices of the moment")
    @APIResponseSchema(value = OrderView.class, responseCode = "201")
    public Response create(
            @NotNull @Valid NewOrder wanted,
            @Parameter(hidden = true) @HeaderParam(ProductsClient.REQUEST_ID) @Nullable String requestId,
            @Context UriInfo uri) {
        Map<UUID, Money> current = prices.current(wanted.productIds(), requestId, Trace.here());
        Order order = new Order(caller.id(), new Basket(wanted, current).lines(), clock.instant());
        return orders.place(order, placed -> idempotency.keep(created(placed, uri)));
    }

    @GET
    @Transactional
    @Operation(summary = "List the caller's orders, or as an administrator those of all, newest first")
    @APIResponseSchema(OrderView[].class)
    public Response list(@BeanParam OrderFilter filter, @BeanParam @Valid PageRequest page) {
        return orders.page(filter.seenBy(caller.id(), caller.isAdmin()), page).answer(Order::view);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(summary = "Read an order")
    @APIResponseSchema(OrderView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Order order = visible(orders.find(id));
        return preconditions.answer(order.version(), order::view);
    }

    @GET
    @Path("/{id}/history")
    @Transactional
    @Operation(summary = "List the states that an order has reached, oldest first")
    @APIResponseSchema(Milestone[].class)
    public Response history(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Order order = visible(orders.find(id));
        return preconditions.answer(order.version(), order::history);
    }

    /** 200 also for an order that is cancelled already; 409 for one that has ended in another way. */
    @POST
    @Path("/{id}/cancel")
    @Transactional
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Cancel an order; what is kept for it becomes free")
    @APIResponseSchema(OrderView.class)
    public Response cancel(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Order order = visible(orders.locked(id));
        preconditions.verify(order.version());
        boolean own = order.belongsTo(caller.id());
        orders.cancel(order, own ? Occurrence.CANCELLED_BY_OWNER : Occurrence.CANCELLED_BY_ADMIN);
        return Versioned.changed(order.version(), order.view());
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to an order, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    private Order visible(Optional<Order> found) {
        return found.filter(order -> order.belongsTo(caller.id()) || caller.isAdmin())
                .orElseThrow(() -> ProblemException.notFound("The order"));
    }

    private static Response created(Order order, UriInfo uri) {
        return Versioned.created(uri, order.id(), order.version(), order.view());
    }
}
