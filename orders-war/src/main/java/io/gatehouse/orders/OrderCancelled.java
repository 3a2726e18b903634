package io.gatehouse.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody does not want it any more, or its reservation has expired; the reason is a code. What is kept for it is free.
 *
 * @param ownerLeft true when the owner is a user no longer, and the id that of nobody; else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderCancelled(
        UUID orderId, UUID userId, String reason, @Nullable Boolean ownerLeft) {}
