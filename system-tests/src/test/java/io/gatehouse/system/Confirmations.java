package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a customer's orders, notifications and the stock have to say of each other in the end. */
final class Confirmations {
    private Confirmations() {}

    /** All of the customer's orders are confirmed, told once each, and nothing else was ordered. */
    static void allConfirmedAndToldOnce(Client customer, List<String> orders) {
        assertThat(orders).doesNotHaveDuplicates();
        for (String order : orders) {
            assertThat(Shop.decided(customer, order).text("status")).as(order).isEqualTo("CONFIRMED");
        }
        assertThat(Pages.texts(customer, "/api/orders", "id")).containsExactlyInAnyOrderElementsOf(orders);
        List<String> told = Client.eventually(() -> confirmations(customer), found -> found.size() >= orders.size());
        assertThat(told).containsExactlyInAnyOrderElementsOf(orders);
    }

    /** Of which orders was told, as often as it was. */
    private static List<String> confirmations(Client customer) {
        return Pages.texts(customer, "/api/notifications", "message").stream()
                .filter(message -> message.contains(" is confirmed: "))
                .map(message -> message.split(" ", -1)[1])
                .toList();
    }
}
