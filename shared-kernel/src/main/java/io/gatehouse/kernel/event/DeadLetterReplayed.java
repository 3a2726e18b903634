package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetterView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An administrator has let the event of a dead letter take effect after all. */
record DeadLetterReplayed(
        UUID eventId,
        String topic,
        @Nullable String type,
        @Nullable String subject) {
    static DeadLetterReplayed of(DeadLetterView letter) {
        return new DeadLetterReplayed(letter.id(), letter.topic(), letter.type(), letter.subject());
    }
}
