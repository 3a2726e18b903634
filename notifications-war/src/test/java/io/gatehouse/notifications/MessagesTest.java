package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notifications.Messages.Money;
import io.gatehouse.notifications.Messages.OrderConfirmed;
import io.gatehouse.notifications.Messages.OrderRejected;
import io.gatehouse.notifications.Messages.TaskCompleted;
import io.gatehouse.notifications.Messages.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final UUID USER = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();

    @Test
    void welcomesAUserByName() {
        assertThat(new UserRegistered(USER, "alice").message()).isEqualTo("Welcome, alice.");
    }

    @Test
    void tellsTheTotalOfAConfirmedOrder() {
        Money total = new Money("2400.00", "EUR");

        assertThat(new OrderConfirmed(USER, ORDER, total).message())
                .isEqualTo("Order " + ORDER + " is confirmed: 2400.00 EUR.");
    }

    @Test
    void tellsWhyAnOrderWasRejected() {
        assertThat(new OrderRejected(USER, ORDER, "not enough stock").message())
                .isEqualTo("Order " + ORDER + " was rejected: not enough stock.");
        assertThat(new OrderRejected(USER, ORDER, null).message()).isEqualTo("Order " + ORDER + " was rejected.");
    }

    @Test
    void namesACompletedTask() {
        assertThat(new TaskCompleted(USER, "Write").message()).isEqualTo("Task completed: Write.");
    }

    @Test
    void neverOutgrowsItsColumn() {
        Notification notification = new Notification(USER, "TaskCompleted", "x".repeat(9_999), Instant.EPOCH);

        assertThat(notification.view().message())
                .hasSize(Notification.LONGEST_MESSAGE)
                .endsWith("…");
    }
}
