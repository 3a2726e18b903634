package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.ArrayList;
import java.util.List;

/** Lists that are followed to their end. */
final class Pages {
    private Pages() {}

    static List<JsonNode> all(Client client, String resource) {
        return all(client, resource, "limit=100");
    }

    static List<JsonNode> all(Client client, String resource, String query) {
        List<JsonNode> found = new ArrayList<>();
        String next = resource + "?" + query;
        while (!next.isEmpty()) {
            Answer answer = client.get(next);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            answer.json().forEach(found::add);
            next = answer.header("Link")
                    .map(link -> resource + link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                    .orElse("");
        }
        return found;
    }

    /** A field of each. */
    static List<String> texts(Client client, String resource, String field) {
        return all(client, resource).stream()
                .map(one -> one.path(field).asText())
                .toList();
    }
}
