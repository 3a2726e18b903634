package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of orders and logins, and that it is counted, wherever it happens. */
interface Outcomes {
    Product product();

    Product second();

    OutsideDatabase database();

    @Test
    default void aConfirmedOrderThatIsCancelledGivesItsStockBackAndIsToldOnce() {
        String item = new Shop(product()).sell("Spoon", "2.50", 4);
        Client alice = Client.newUser(product());
        double cancelled = orders("cancelled");
        String order = Shop.order(alice, item, 3).text("id");
        assertThat(Shop.decided(alice, order).text("status")).isEqualTo("CONFIRMED");
        assertThat(Shop.stock(alice, item)).isEqualTo(1);

        Answer first = alice.postText("/api/orders/" + order + "/cancel", "");
        Answer again = alice.postText("/api/orders/" + order + "/cancel", "");

        assertThat(List.of(first, again)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.text("status")).isEqualTo("CANCELLED");
            assertThat(answer.text("reason")).isEqualTo("CANCELLED_BY_OWNER");
        });
        assertThat(Client.eventually(() -> Shop.stock(alice, item), pieces -> pieces == 4))
                .isEqualTo(4);
        assertThat(Shop.notifications(alice, "OrderCancelled", 1)).hasSize(1);
        assertThat(alice.get("/api/orders/" + order + "/history").json().findValuesAsText("status"))
                .containsExactly("PLACED", "CONFIRMED", "CANCELLED");
        assertThat(Shop.decided(alice, Shop.order(alice, item, 4).text("id")).text("status"))
                .isEqualTo("CONFIRMED");
        assertThat(orders("cancelled")).isEqualTo(cancelled + 1);
    }

    @Test
    default void ordersAreCountedByWhatBecameOfThem() {
        String item = new Shop(product()).sell("Fork", "2.50", 1);
        Client alice = Client.newUser(product());
        List<String> outcomes = List.of("placed", "confirmed", "rejected", "cancelled", "timed_out");
        Shop.everythingIsDecided(database());
        List<Double> before = outcomes.stream().map(this::orders).toList();

        for (String end : List.of("CONFIRMED", "REJECTED", "REJECTED")) {
            assertThat(Shop.decided(alice, Shop.order(alice, item, 1).text("id"))
                            .text("status"))
                    .isEqualTo(end);
        }

        List<Double> expected =
                List.of(before.get(0) + 3, before.get(1) + 1, before.get(2) + 2, before.get(3), before.get(4));
        assertThat(Client.eventually(() -> outcomes.stream().map(this::orders).toList(), expected::equals))
                .isEqualTo(expected);
    }

    @Test
    default void registrationsAndLoginsAreCountedByTheirOutcome() {
        double registrations = sum("gatehouse_users_registrations_total");
        double accepted = logins("accepted");
        double refused = logins("refused");

        Visitor visitor = Visitor.of(product());
        Answer wrong = Client.anonymous(second())
                .post("/api/auth/login", Map.of("username", visitor.name(), "password", "wrong horse"));

        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(401);
        assertThat(sum("gatehouse_users_registrations_total")).isEqualTo(registrations + 1);
        assertThat(logins("accepted")).isEqualTo(accepted + 1);
        assertThat(logins("refused")).isEqualTo(refused + 1);
    }

    private double orders(String outcome) {
        return sum("gatehouse_orders_total", "outcome=\"" + outcome + "\"");
    }

    private double logins(String outcome) {
        return sum("gatehouse_users_logins_total", "outcome=\"" + outcome + "\"");
    }

    private double sum(String name, String... labels) {
        return Stream.of(product(), second())
                .mapToDouble(instance -> Metrics.sum(instance, name, labels))
                .sum();
    }
}
