package io.gatehouse.orders.pricing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What products cost at this moment, from the service that decides it.
 *
 * <p>Up to three attempts, each of at most 5.5 s and none begun after 7 s: a client waits for the answer, and a server that
 * has just started takes some seconds for its first. When half of the last twenty attempts failed, the circuit opens for
 * 5 s: orders are refused at once, threads stay free for reading orders, and products can recover. An open circuit is not
 * tried again.
 *
 * <p>The bulkhead leaves threads for products, which may answer on the same listener. A full one is tried again, and is
 * not held against products: nobody asked them. Such waiting ends after 0.3 s at most, before the calls in progress time
 * out for want of its threads.
 */
@ApplicationScoped
public class Prices {
    @Inject
    @RestClient
    ProductsClient products;

    /**
     * The prices of those products that exist; ProductsUnavailable or another FaultToleranceException otherwise.
     *
     * @param requestId of the client's request, passed on
     * @param traceParent where in its trace the question is asked
     */
    @Retry(
            maxRetries = 2,
            delay = 100,
            jitter = 50,
            maxDuration = 7_000,
            retryOn = {ProductsUnavailable.class, TimeoutException.class, BulkheadException.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 5_000,
            successThreshold = 2,
            skipOn = BulkheadException.class)
    @Timeout(5_500)
    @Bulkhead(96)
    public Map<UUID, Money> current(Set<UUID> productIds, @Nullable String requestId, String traceParent) {
        try {
            return checked(products.prices(productIds, requestId, traceParent));
        } catch (ProcessingException | WebApplicationException failed) {
            throw new ProductsUnavailable(failed);
        } finally {
            // The server's timeout interrupts the thread and leaves it so, which would break the pause of the retry.
            Thread.interrupted();
        }
    }

    /** An answer that is no list of prices is as good as none: nothing is sold at a price that nobody can have meant. */
    private static Map<UUID, Money> checked(@Nullable List<@Nullable ProductPrice> answer) {
        if (answer == null) {
            throw new ProductsUnavailable("products have answered without prices");
        }
        Map<UUID, Money> prices = new HashMap<>();
        for (ProductPrice one : answer) {
            if (one == null || prices.put(one.id(), one.price()) != null) {
                throw new ProductsUnavailable("products have answered with no price, or with two of one product");
            }
        }
        return prices;
    }
}
