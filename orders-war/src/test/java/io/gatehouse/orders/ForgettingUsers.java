package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of a user who is a user no longer. */
interface ForgettingUsers extends Situation {
    @Test
    default void theOrdersOfADeletedUserAreNobodysAndTheOpenOnesAreCancelled() throws Exception {
        String confirmed = confirmed();
        String open = placed();
        String bertsOwn = bert().post("/orders", Situation.lines("{'productId':'" + CABLE + "','quantity':1}"))
                .text("id");

        delete(user());
        Situation.await(() -> anna().get("/orders").json().isEmpty());

        assertThat(anna().get(open).status()).isEqualTo(404);
        assertThat(anna().get(confirmed + "/history").status()).isEqualTo(404);
        assertThat(status(open)).isEqualTo("CANCELLED");
        assertThat(status(confirmed)).isEqualTo("CONFIRMED");
        assertThat(admin().get("/orders?user=" + user()).json()).isEmpty();
        assertThat(admin().get(open).text("userId"))
                .isNotEqualTo(user().toString())
                .isEqualTo(admin().get(confirmed).text("userId"));
        assertThat(admin().get(confirmed + "/events").json().findValuesAsText("type"))
                .endsWith("OrderOwnerForgotten");
        JsonNode told = admin().get(open + "/events").json().get(2).at("/event");
        assertThat(told.get("type").asText()).isEqualTo("OrderCancelled");
        assertThat(told.toString()).doesNotContain(user().toString());
        assertThat(bert().get("/orders/" + bertsOwn).status()).isEqualTo(200);
    }

    @Test
    default void deadLettersAboutTheUserGoWithThem() throws Exception {
        UUID event = UUID.randomUUID();
        anna().post("/probe", Situation.json("""
                {'specversion':'1.0','id':'%s','source':'/users','type':'UserDeleted','subject':'%s',
                'time':'2026-01-02T08:00:00Z','datacontenttype':'application/json','data':{'userId':'nonsense'}}""".formatted(event, user())));
        Situation.await(() -> admin().get("/dead-letters/" + event).status() == 200);

        delete(user());

        Situation.await(() -> admin().get("/dead-letters/" + event).status() == 404);
    }

    private void delete(UUID user) throws Exception {
        anna().publish("/users", UUID.randomUUID(), "UserRegistered", "{\"userId\":\"" + user + "\"}");
        anna().publish("/users", UUID.randomUUID(), "UserDeleted", "{\"userId\":\"" + user + "\"}");
    }
}
