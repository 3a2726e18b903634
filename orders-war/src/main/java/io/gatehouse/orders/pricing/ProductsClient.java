package io.gatehouse.orders.pricing;

import io.gatehouse.kernel.trace.Trace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The products service, as far as orders need it. */
@RegisterRestClient(configKey = "products")
@RegisterProvider(TolerantJson.class)
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
public interface ProductsClient {
    /** Passed on by hand: the server does not propagate it (MicroProfile's propagateHeaders finds no request). */
    String REQUEST_ID = "X-Request-Id";

    /** The current prices of those products that exist, of at most 100; whatever JSON products answer. */
    @GET
    @Path("/prices")
    @Nullable
    List<@Nullable ProductPrice> prices(
            @QueryParam("id") Set<UUID> ids,
            @HeaderParam(REQUEST_ID) @Nullable String requestId,
            @HeaderParam(Trace.PARENT) String traceParent);
}
