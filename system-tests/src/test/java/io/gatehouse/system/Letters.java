package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.function.Predicate;

/**
 * The dead letters of one service, as an administrator sees them.
 *
 * @param path where they are
 */
record Letters(Client admin, String path) {
    static Letters of(String service, Product product) {
        return new Letters(Client.administrator(product), "/api/" + service + "/dead-letters");
    }

    List<JsonNode> all() {
        return Pages.all(admin, path);
    }

    /** The one about a subject, as soon as it is there. */
    JsonNode about(String subject) {
        return only(letter -> letter.path("subject").asText().equals(subject));
    }

    /** The one that is wanted, as soon as it is there. */
    JsonNode only(Predicate<JsonNode> wanted) {
        List<JsonNode> found =
                Client.eventually(() -> all().stream().filter(wanted).toList(), letters -> !letters.isEmpty());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    Answer read(JsonNode letter) {
        return admin.get(place(letter));
    }

    Answer replay(JsonNode letter) {
        return admin.postText(place(letter) + "/replay", "");
    }

    Answer discard(JsonNode letter) {
        return admin.send("DELETE", place(letter), "", "Accept", "*/*");
    }

    /** What administrators did about it. */
    List<JsonNode> decisions(JsonNode letter) {
        return Pages.all(
                admin, path.replace("/dead-letters", "/" + letter.path("id").asText() + "/events"));
    }

    /** The id of the administrator who asks. */
    String administrator() {
        return admin.get("/api/users/me").text("id");
    }

    private String place(JsonNode letter) {
        return path + "/" + letter.path("id").asText();
    }
}
