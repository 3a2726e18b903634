package io.gatehouse.notifications;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each event says to its user, in words; events that say nothing to anybody are passed over. */
@ApplicationScoped
public class Messages implements EventEffect {
    @Inject
    Notifications notifications;

    @Override
    public void of(CloudEvent event) {
        switch (event.type()) {
            case "UserRegistered" -> of(event, event.dataAs(UserRegistered.class));
            case "OrderConfirmed" -> of(event, event.dataAs(OrderConfirmed.class));
            case "OrderRejected" -> of(event, event.dataAs(OrderRejected.class));
            case "TaskCompleted" -> of(event, event.dataAs(TaskCompleted.class));
            default -> {}
        }
    }

    private void of(CloudEvent event, Told told) {
        notifications.tell(told.userId(), event.type(), told.message());
    }

    /** The part of an event's data that a message needs. */
    sealed interface Told {
        UUID userId();

        String message();
    }

    record UserRegistered(UUID userId, String username) implements Told {
        @Override
        public String message() {
            return "Welcome, " + username + ".";
        }
    }

    record Money(String amount, String currency) {}

    record OrderConfirmed(UUID userId, UUID orderId, Money total) implements Told {
        @Override
        public String message() {
            return "Order " + orderId + " is confirmed: " + total.amount() + " " + total.currency() + ".";
        }
    }

    record OrderRejected(
            UUID userId, UUID orderId, @Nullable String reason) implements Told {
        @Override
        public String message() {
            return "Order " + orderId + " was rejected" + (reason == null ? "." : ": " + reason + ".");
        }
    }

    record TaskCompleted(UUID userId, String title) implements Told {
        @Override
        public String message() {
            return "Task completed: " + title + ".";
        }
    }
}
