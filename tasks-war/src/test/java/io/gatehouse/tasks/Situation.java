package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What all situations share: a user, and ways to call the service for them. */
interface Situation {
    String MERGE_PATCH = "application/merge-patch+json";

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

    default Answer create(String path, String body) throws Exception {
        return anna().post(path, json(body));
    }

    default Answer patch(String path, String body, String version) throws Exception {
        return anna().send("PATCH", path, json(body), "Content-Type", MERGE_PATCH, "If-Match", version);
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static List<Answer> atOnce(int clients, Callable<Answer> call) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(clients);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : all.invokeAll(Collections.nCopies(clients, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            all.shutdown();
        }
    }
}
