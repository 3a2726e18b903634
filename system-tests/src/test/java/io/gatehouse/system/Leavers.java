package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What services keep of users whom an administrator has deleted. */
interface Leavers {
    /** Columns of other services in which a user's id stands. */
    Map<String, String> PLACES = Map.of(
            "orders.customer_order", "user_id",
            "tasks.task", "owner_id",
            "tasks.category", "owner_id",
            "notifications.notification", "user_id");

    Product product();

    OutsideDatabase database();

    @Test
    default void whoIsDeletedByAnAdministratorOwnsNothingAnyMoreAndWhatWasBoughtRemains() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        Client leaver = Client.anonymous(product()).withToken(visitor.accessToken());
        String order = leavesSomethingEverywhere(leaver);
        PLACES.keySet()
                .forEach(
                        place -> assertThat(left(place, visitor.id())).as(place).isNotZero());

        Answer deleted = admin.send("DELETE", "/api/users/" + visitor.id(), "", "If-Match", "*");

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        for (String place : PLACES.keySet()) {
            assertThat(Client.eventually(() -> left(place, visitor.id()), many -> many == 0))
                    .as(place)
                    .isZero();
        }
        Answer kept = admin.get("/api/orders/" + order);
        assertThat(kept.text("status")).isEqualTo("CONFIRMED");
        assertThat(kept.text("userId")).isNotBlank().isNotEqualTo(visitor.id());
        assertThat(admin.get("/api/orders?user=" + visitor.id()).json()).isEmpty();
        assertThat(leaver.get("/api/orders/" + order).status()).isEqualTo(404);
        assertThat(Pages.all(admin, "/api/orders/" + order + "/events"))
                .extracting(change -> change.at("/event/type").asText())
                .containsExactly("OrderPlaced", "OrderConfirmed", "OrderOwnerForgotten");
        Map<String, String> credentials = Map.of("username", visitor.name(), "password", Client.PASSWORD);
        assertThat(leaver.post("/api/auth/login", credentials).status()).isEqualTo(401);
    }

    /** Returns the id of an order that is confirmed, and told. */
    private String leavesSomethingEverywhere(Client leaver) {
        String item = new Shop(product()).sell("Farewell", "9.00", 1);
        String order = Shop.order(leaver, item, 1).text("id");
        assertThat(Shop.decided(leaver, order).text("status")).isEqualTo("CONFIRMED");
        List<Answer> made = List.of(
                leaver.post("/api/tasks", Map.of("title", "Say goodbye")),
                leaver.post("/api/categories", Map.of("name", "Last things")));
        assertThat(made).extracting(Answer::status).containsOnly(201);
        assertThat(Shop.notifications(leaver, "OrderConfirmed", 1)).hasSize(1);
        return order;
    }

    private int left(String table, String userId) {
        return database()
                .texts("select id from " + table + " where " + PLACES.get(table) + " = '" + userId + "'")
                .size();
    }
}
