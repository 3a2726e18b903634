/**
 * What keeps a failing or slow upstream from pulling others down, each as an algorithm that knows nothing of upstreams: circuit breaker,
 * bulkhead, adaptive limit, retry with its budget, outlier ejection, fallback. {@code upstream} puts them in their order. The
 * words are those of MicroProfile Fault Tolerance, and mean the same.
 */
@NullMarked
package io.gatehouse.gateway.resilience;

import org.jspecify.annotations.NullMarked;
