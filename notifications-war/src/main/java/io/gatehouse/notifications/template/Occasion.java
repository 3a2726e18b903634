package io.gatehouse.notifications.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The events that users are told of, and what a template may say about each. */
public enum Occasion {
    USER_REGISTERED("UserRegistered", "username"),
    ORDER_CONFIRMED("OrderConfirmed", "orderId", "amount", "currency"),
    ORDER_REJECTED("OrderRejected", "orderId", "reason"),
    ORDER_CANCELLED("OrderCancelled", "orderId", "reason"),
    ORDER_TIMED_OUT("OrderTimedOut", "orderId"),
    TASK_COMPLETED("TaskCompleted", "taskId", "title");

    private final String eventType;

    @SuppressWarnings("ImmutableEnumChecker") // List.of: its type does not say so
    private final List<String> placeholders;

    Occasion(String eventType, String... placeholders) {
        this.eventType = eventType;
        this.placeholders = List.of(placeholders);
    }

    /** The occasion of an event's type, if users are told of it. */
    public static Optional<Occasion> of(String eventType) {
        return Arrays.stream(values())
                .filter(occasion -> occasion.eventType.equals(eventType))
                .findFirst();
    }

    /** The type of the event. */
    public String eventType() {
        return eventType;
    }

    /** The names that a template may have in braces. */
    public List<String> placeholders() {
        return placeholders;
    }
}
