package io.gatehouse.notifications;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.notifications.template.Occasion;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of an event's data that its user is told: for whom, and the values of the names that templates may have. */
sealed interface Told {
    UUID userId();

    Map<String, String> values();

    /** Whether the user is none any more, and the id that of nobody. */
    default boolean isOfNobody() {
        return false;
    }

    /** What an event of this type tells. */
    static Told of(Occasion occasion, CloudEvent event) {
        return event.dataAs(type(occasion));
    }

    private static Class<? extends Told> type(Occasion occasion) {
        return switch (occasion) {
            case USER_REGISTERED -> UserRegistered.class;
            case ORDER_CONFIRMED -> OrderConfirmed.class;
            case ORDER_REJECTED -> OrderRejected.class;
            case ORDER_CANCELLED -> OrderCancelled.class;
            case ORDER_TIMED_OUT -> OrderTimedOut.class;
            case TASK_COMPLETED -> TaskCompleted.class;
        };
    }

    record UserRegistered(UUID userId, String username) implements Told {
        @Override
        public Map<String, String> values() {
            return Map.of("username", username);
        }
    }

    record Money(String amount, String currency) {}

    record OrderConfirmed(UUID userId, UUID orderId, Money total) implements Told {
        @Override
        public Map<String, String> values() {
            return Map.of(
                    "orderId", orderId.toString(),
                    "amount", total.amount(),
                    "currency", total.currency());
        }
    }

    record OrderRejected(
            UUID userId, UUID orderId, @Nullable String reason) implements Told {
        @Override
        public Map<String, String> values() {
            return withReason(orderId, reason);
        }
    }

    record OrderCancelled(
            UUID userId,
            UUID orderId,
            @Nullable String reason,
            @Nullable Boolean ownerLeft) implements Told {
        @Override
        public Map<String, String> values() {
            return withReason(orderId, reason);
        }

        @Override
        public boolean isOfNobody() {
            return Boolean.TRUE.equals(ownerLeft);
        }
    }

    record OrderTimedOut(UUID userId, UUID orderId) implements Told {
        @Override
        public Map<String, String> values() {
            return Map.of("orderId", orderId.toString());
        }
    }

    record TaskCompleted(UUID userId, UUID taskId, String title) implements Told {
        @Override
        public Map<String, String> values() {
            return Map.of("taskId", taskId.toString(), "title", title);
        }
    }

    private static Map<String, String> withReason(UUID orderId, @Nullable String reason) {
        return Map.of("orderId", orderId.toString(), "reason", Objects.requireNonNullElse(reason, "?"));
    }

    /** Who a user is now, and how to reach them. */
    record Reached(UUID userId, String email, @Nullable String locale) {}

    /** A user who is none any more. */
    record UserDeleted(UUID userId) {}
}
