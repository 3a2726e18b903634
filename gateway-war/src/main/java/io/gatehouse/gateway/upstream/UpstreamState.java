package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an upstream does, at one moment. What is off is null.
 *
 * @param circuit where the circuit breaker stands
 * @param bulkheadTaken the places of the bulkhead that are taken
 * @param bulkheadPlaces the places that it has
 * @param limit what the adaptive limit is at present
 * @param retries the tries after the first, since the start
 * @param refusals the tries that were not made, by reason, since the start
 */
public record UpstreamState(
        String name,
        boolean ready,
        @Nullable Position circuit,
        @Nullable Integer bulkheadTaken,
        @Nullable Integer bulkheadPlaces,
        @Nullable Integer limit,
        long retries,
        Map<Failure, Long> refusals,
        List<OfInstance> instances) {
    public UpstreamState {
        refusals = Map.copyOf(refusals);
        instances = List.copyOf(instances);
    }

    /**
     * How an instance does.
     *
     * @param address host and port
     * @param healthy false when its probe keeps requests from it
     * @param ejected whether its failures keep requests from it
     * @param requests tries since the start
     * @param failures those of them that failed
     * @param inFlight those that wait for their answer
     */
    public record OfInstance(
            String address, boolean healthy, boolean ejected, long requests, long failures, int inFlight) {}
}
