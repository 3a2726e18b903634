package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What services keep of users whom an administrator has deleted. */
interface Leavers {
    /** Where somebody's name or words stand while they are a user; their words name them here. */
    Set<String> NAMED_IN = Set.of(
            "users.account",
            "tasks.task",
            "tasks.category",
            "notifications.recipient",
            "notifications.notification",
            "notifications.dead_letter");

    /** Where words stand for a day: in answers that are kept for their Idempotency-Key, whose caller the table does not name. */
    Set<String> ANSWERS_KEPT_IN = Set.of("tasks.idempotency", "notifications.idempotency");

    /** Where an id may stand of somebody who was a user: what happened, what keeps late events from bringing anything back, and answers. */
    Set<String> KNOWN_IN = Set.of(
            "users.account",
            "users.audit_event",
            "orders.audit_event",
            "orders.departed_user",
            "orders.idempotency",
            "tasks.audit_event",
            "tasks.departed_user",
            "notifications.audit_event",
            "notifications.idempotency",
            "notifications.recipient");

    Product product();

    OutsideDatabase database();

    @Test
    default void whoIsDeletedByAnAdministratorOwnsNothingAnyMoreAndWhatWasBoughtRemains() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        Client leaver = Client.anonymous(product()).withToken(visitor.accessToken());
        String order = leavesSomethingEverywhere(admin, leaver, visitor);
        assertThat(database().tablesWith(visitor.name())).containsAll(NAMED_IN).containsAll(ANSWERS_KEPT_IN);
        assertThat(database().tablesWith(visitor.id())).contains("orders.customer_order");

        Answer deleted = admin.send("DELETE", "/api/users/" + visitor.id(), "", "If-Match", "*");

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(Client.eventually(() -> database().tablesWith(visitor.name()), ANSWERS_KEPT_IN::equals))
                .isEqualTo(ANSWERS_KEPT_IN);
        assertThat(Client.eventually(() -> database().tablesWith(visitor.id()), KNOWN_IN::containsAll))
                .isSubsetOf(KNOWN_IN)
                .contains("notifications.recipient");
        assertThat(database()
                        .texts(
                                "select coalesce(email, locale, 'nothing') from notifications.recipient where user_id = '"
                                        + visitor.id() + "'"))
                .containsExactly("nothing");
        whatWasBoughtRemains(admin, leaver, order, visitor.id());
        Map<String, String> credentials = Map.of("username", visitor.name(), "password", Client.PASSWORD);
        assertThat(leaver.post("/api/auth/login", credentials).status()).isEqualTo(401);
    }

    private static void whatWasBoughtRemains(Client admin, Client leaver, String order, String userId) {
        Answer kept = admin.get("/api/orders/" + order);
        assertThat(kept.text("status")).isEqualTo("CONFIRMED");
        assertThat(kept.text("userId")).isNotBlank().isNotEqualTo(userId);
        assertThat(admin.get("/api/orders?user=" + userId).json()).isEmpty();
        assertThat(leaver.get("/api/orders/" + order).status()).isEqualTo(404);
        assertThat(Pages.all(admin, "/api/orders/" + order + "/events"))
                .extracting(change -> change.at("/event/type").asText())
                .containsExactly("OrderPlaced", "OrderConfirmed", "OrderOwnerForgotten");
    }

    /** Returns the id of an order that is confirmed, and told. */
    private String leavesSomethingEverywhere(Client admin, Client leaver, Visitor visitor) {
        String item = new Shop(product()).sell("Farewell", "9.00", 1);
        Answer placed = create(leaver, "/api/orders", "{'lines':[{'productId':'" + item + "','quantity':1}]}");
        String order = placed.text("id");
        assertThat(Shop.decided(leaver, order).text("status")).isEqualTo("CONFIRMED");
        Answer task = create(leaver, "/api/tasks", "{'title':'Say goodbye to " + visitor.name() + "'}");
        Answer category = create(leaver, "/api/categories", "{'name':'Of " + visitor.name() + "'}");
        Answer told = create(
                admin,
                "/api/notifications",
                "{'userId':'" + visitor.id() + "','subject':'Bye','message':'Bye, " + visitor.name() + "'}");
        assertThat(List.of(placed, task, category, told))
                .extracting(Answer::status)
                .containsOnly(201);
        assertThat(Shop.notifications(leaver, "UserRegistered", 1)).hasSize(1);
        assertThat(Shop.notifications(leaver, "OrderConfirmed", 1)).hasSize(1);
        leavesADeadLetter(leaver, visitor.id(), task.text("id"));
        return order;
    }

    /** Under a key, with JSON that is written with single quotes. */
    private static Answer create(Client client, String path, String json) {
        String key = UUID.randomUUID().toString();
        return client.send(
                "POST", path, json.replace('\'', '"'), "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private void leavesADeadLetter(Client leaver, String userId, String task) {
        JsonNode letter = Refusal.ofNotifications(userId, database(), () -> {
            assertThat(leaver.postText("/api/tasks/" + task + "/complete", "").status())
                    .isEqualTo(200);
            return Letters.of("notifications", product()).about(task);
        });
        assertThat(letter.path("type").asText()).isEqualTo("TaskCompleted");
        assertThat(database().texts("select user_id from notifications.dead_letter where subject = '" + task + "'"))
                .containsExactly(userId);
    }
}
