package io.gatehouse.kernel.deadletter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered here, as far as it can be told.
 *
 * @param id the event's, or made of the message's for what is no event
 * @param topic where it came from
 * @param document as it came, whether it is an event or not
 */
public record Letter(
        UUID id,
        String topic,
        @Nullable String type,
        @Nullable String subject,
        String document) {}
