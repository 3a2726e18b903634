package io.gatehouse.kernel.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an administrator sees it.
 *
 * @param id the event's
 * @param topic where it came from
 * @param type what happened, absent for what is no event
 * @param subject the aggregate to which it happened
 * @param tries how often its effect was tried; 0 for what is no event, and when the broker gave it up before a failure could be noted
 * @param reason what went wrong the last time
 * @param document as it came; only when a single letter is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        UUID id,
        String topic,
        @Nullable String type,
        @Nullable String subject,
        int tries,
        String reason,
        Instant firstFailedAt,
        Instant failedAt,
        @Nullable Instant deadAt,
        @Nullable String document) {}
