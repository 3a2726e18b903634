package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What all situations share: a user, ways to call the service for them, and events about them. */
interface Situation {
    Duration PATIENCE = Duration.ofMinutes(2);

    /** Something that comes true after a while. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** The user of this test, and nobody of another. */
    UUID user();

    /** Calls for somebody in some roles. */
    ServiceClient clientOf(UUID user, String... roles);

    default ServiceClient anna() {
        return clientOf(user(), "user");
    }

    /** Somebody else, the same within a test. */
    default ServiceClient bert() {
        return clientOf(new UUID(user().getLeastSignificantBits(), user().getMostSignificantBits()), "user");
    }

    default ServiceClient admin() {
        return clientOf(new UUID(7, 7), "user", "admin");
    }

    /** Publishes as if tasks had; returns when it is told. */
    default String completed(String title) throws Exception {
        happens("TaskCompleted", "'taskId':'" + UUID.randomUUID() + "','title':'" + title + "'");
        await(() -> messages(anna()).contains("Task completed: " + title + "."));
        return StreamSupport.stream(
                        anna().get("/notifications?limit=100").json().spliterator(), false)
                .filter(one -> one.path("message").asText().equals("Task completed: " + title + "."))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Publishes an event about the user. */
    default void happens(String type, String data) throws Exception {
        anna().publish("/x", UUID.randomUUID(), type, json("{'userId':'" + user() + "'," + data + "}"));
    }

    /** An administrator tells the user something. */
    default Answer announce(String message) throws Exception {
        return admin().post(
                        "/notifications",
                        json("{'userId':'" + user() + "','subject':'News','message':'" + message + "'}"));
    }

    static List<String> messages(ServiceClient client) throws Exception {
        JsonNode list = client.get("/notifications?limit=100").json();
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path("message").asText())
                .toList();
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
