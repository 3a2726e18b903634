package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How administrators find users: each filter, and each order to its end. */
interface UserLists {
    String USERS = "/api/users";

    Product product();

    /** Three users whose names begin with a word, registered one after the other. */
    record Three(Client admin, String word) {
        static Three at(Product product) {
            Three three = new Three(Client.administrator(product), "list-" + UUID.randomUUID());
            three.register("b", "2");
            three.register("a", "3");
            three.register("c", "1");
            return three;
        }

        private void register(String end, String beginning) {
            Answer registered = admin.post(
                    USERS, Map.of("username", word + end, "email", email(beginning), "password", Client.PASSWORD));
            assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        }

        String email(String beginning) {
            return beginning + word + "@example.org";
        }

        /** The last letters of the names of those who are found, in this order, whatever the size of pages. */
        String found(String query) {
            String one = letters("limit=1&username=" + word + query);
            assertThat(letters("limit=2&username=" + word + query)).isEqualTo(one);
            assertThat(letters("username=" + word + query)).isEqualTo(one);
            return one;
        }

        String letters(String query) {
            return String.join(
                    "",
                    Pages.all(admin, USERS, query).stream()
                            .map(user -> user.path("username").asText().replace(word, ""))
                            .toList());
        }

        void change(String letter, String method, String action) {
            JsonNode user =
                    admin.get(USERS + "?username=" + word + letter).json().get(0);
            Answer changed = admin.send(method, USERS + "/" + user.path("id").asText() + action, "", "If-Match", "*");
            assertThat(changed.status()).as(changed.toString()).isBetween(200, 204);
        }
    }

    @Test
    default void eachOrderIsFollowedToItsEndInBothDirections() {
        Three three = Three.at(product());

        assertThat(three.found("")).isEqualTo("cab");
        assertThat(three.found("&sort=createdAt")).isEqualTo("bac");
        assertThat(three.found("&sort=-createdAt")).isEqualTo("cab");
        assertThat(three.found("&sort=username")).isEqualTo("abc");
        assertThat(three.found("&sort=-username")).isEqualTo("cba");
        assertThat(three.found("&sort=email")).isEqualTo("cba");
        assertThat(three.found("&sort=-email")).isEqualTo("abc");
    }

    @Test
    default void eachFilterLeavesWhoIsWantedAndSeveralAreAllTrue() {
        Three three = Three.at(product());
        three.change("a", "PUT", "/roles/reader");
        three.change("c", "PUT", "/roles/reader");
        three.change("b", "PUT", "/roles/operator");
        three.change("c", "POST", "/disable");

        assertThat(three.found("&role=reader")).isEqualTo("ca");
        assertThat(three.found("&role=operator")).isEqualTo("b");
        assertThat(three.found("&role=admin")).isEmpty();
        assertThat(three.found("&enabled=true&sort=username")).isEqualTo("ab");
        assertThat(three.found("&enabled=false")).isEqualTo("c");
        assertThat(three.found("&role=reader&enabled=true")).isEqualTo("a");
        assertThat(three.found("&email=" + three.email("2"))).isEqualTo("b");
        assertThat(three.letters("email=" + three.email("3").toUpperCase(Locale.ROOT)))
                .isEqualTo("a");
        assertThat(three.letters("username=" + three.word().toUpperCase(Locale.ROOT) + "C"))
                .isEqualTo("c");
        assertThat(three.letters("username=" + three.word().replace('-', '_'))).isEmpty();
    }

    @Test
    default void whatIsNoOrderFilterOrCursorOfTheListIsNamed() {
        Client admin = Client.administrator(product());
        Client.newUser(product());
        String next = admin.get(USERS + "?limit=1&sort=email").header("Link").orElseThrow();
        String cursor = next.replaceAll(".*[?&](after=[^&>]*).*", "$1");

        assertThat(fields(admin, "sort=password")).containsExactly("sort");
        assertThat(fields(admin, "role=king")).containsExactly("role");
        assertThat(fields(admin, "enabled=perhaps")).containsExactly("enabled");
        assertThat(fields(admin, "rolle=reader")).containsExactly("rolle");
        assertThat(fields(admin, "sort=username&" + cursor)).containsExactly("after");
    }

    private static List<String> fields(Client admin, String query) {
        Answer refused = admin.get(USERS + "?" + query);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("VALIDATION_FAILED");
        return refused.json().path("errors").findValuesAsText("field");
    }
}
