package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What all situations share: who calls the service, and how. */
interface Situation {
    String MERGE_PATCH = "application/merge-patch+json";
    Duration PATIENCE = Duration.ofMinutes(2);
    String LAPTOP = "{'name':'Laptop','description':'Thin\\nand light',"
            + "'price':{'amount':'1200','currency':'EUR'},'stock':50}";

    /** Calls for somebody in some roles. */
    ServiceClient clientOf(String... roles);

    default ServiceClient admin() {
        return clientOf("user", "admin");
    }

    default ServiceClient anybody() {
        return new ServiceClient(admin().base(), "");
    }

    default Answer create(String path, String body) throws Exception {
        return admin().post(path, json(body));
    }

    /** A product with so many pieces; its address. */
    default String laptops(int stock) throws Exception {
        return "/products/"
                + create("/products", LAPTOP.replace("50", Integer.toString(stock)))
                        .text("id");
    }

    default String category() throws Exception {
        return create("/products/categories", "{'name':'" + UUID.randomUUID() + "'}")
                .text("id");
    }

    default Answer put(String path, String body, String version) throws Exception {
        return admin().send("PUT", path, json(body), "If-Match", version);
    }

    default Answer patch(String path, String body, String version) throws Exception {
        return admin().send("PATCH", path, json(body), "Content-Type", MERGE_PATCH, "If-Match", version);
    }

    /** The types of what happened to something, oldest first. */
    default List<String> history(String aggregate) throws Exception {
        return all(admin(), aggregate + "/events", "/event/type");
    }

    /** A member of each item on all pages of a list. */
    static List<String> all(ServiceClient client, String list, String member) throws Exception {
        List<String> found = new ArrayList<>();
        Answer page = client.get(list);
        while (true) {
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            StreamSupport.stream(page.json().spliterator(), false)
                    .forEach(item -> found.add(item.at(member).asText()));
            if (page.next().isEmpty()) {
                return found;
            }
            page = client.get(list.replaceAll("\\?.*", "") + page.next());
        }
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
