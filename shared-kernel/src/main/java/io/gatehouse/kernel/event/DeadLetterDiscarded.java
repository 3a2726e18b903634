package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetterView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An administrator has let the event of a dead letter have no effect. */
record DeadLetterDiscarded(
        UUID eventId,
        String topic,
        @Nullable String type,
        @Nullable String subject) {
    static DeadLetterDiscarded of(DeadLetterView letter) {
        return new DeadLetterDiscarded(letter.id(), letter.topic(), letter.type(), letter.subject());
    }
}
