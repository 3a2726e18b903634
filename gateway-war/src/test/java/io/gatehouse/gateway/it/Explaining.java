package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the gateway says would become of a request, of which nothing is seen afterwards. */
interface Explaining extends Measuring {
    @Test
    default void explainTellsWhyEachOtherRouteLostAndCountsNothing() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        // The call itself is counted, for no route.
        Predicate<String> counted =
                line -> line.matches("gatehouse_gateway_(requests|upstream_|rate_limit_refusals|cache_requests).*")
                        && !line.contains("route=\"none\"")
                        && !line.matches(".*_(ready|healthy|ejected|in_flight)\\{.*");
        List<String> before = atRest(counted);
        JsonNode statsBefore = still(stats("reader"));

        String plain =
                send(explain("reader", "{\"path\":\"/api/routing/lane\"}")).body();
        String host = send(explain(
                        "reader",
                        "{\"path\":\"/api/routing/lane\",\"host\":\"a.lanes.test:8080\",\"headers\":{\"Cookie\":\"a=b\"}}"))
                .body();
        String cookie = send(explain(
                        "reader", "{\"path\":\"/api/routing/lane\",\"headers\":{\"Cookie\":\"a=b; lane=canary\"}}"))
                .body();
        String past = send(explain("reader", "{\"path\":\"/api/routing/lane\",\"time\":\"2019-01-01T00:00:00Z\"}"))
                .body();
        String limited =
                send(explain("reader", "{\"path\":\"/api/measure/limited\"}")).body();
        String mistaken =
                send(explain("reader", "{\"path\":\"/resilience/retry\"}")).body();

        assertThat(plain)
                .contains(
                        "\"match\":\"Found\",\"route\":\"routing-plain\"",
                        "{\"route\":\"routing-plain\",\"outcome\":\"TAKEN\"",
                        "{\"route\":\"routing-canary\",\"outcome\":\"FAILED\",\"reason\":\"header X-Lane [canary, test-*]\"}",
                        "{\"route\":\"routing-cookie\",\"outcome\":\"FAILED\",\"reason\":\"cookie lane [canary]\"}",
                        "{\"route\":\"routing-query\",\"outcome\":\"FAILED\",\"reason\":\"query lane [canary]\"}",
                        "{\"route\":\"routing-host\",\"outcome\":\"FAILED\",\"reason\":\"host [*.lanes.test]\"}",
                        "{\"route\":\"routing-past\",\"outcome\":\"FAILED\",\"reason\":\"time before 2020-01-01T00:00:00Z\"}",
                        "{\"filter\":\"upstream\",\"reached\":true,\"outcome\":\"PASSES\",\"reason\":\"goes to " + UP);
        assertThat(host)
                .contains(
                        "\"route\":\"routing-host\",\"upstream\"",
                        "{\"route\":\"routing-cookie\",\"outcome\":\"FAILED\",\"reason\":\"cookie lane [canary]\"}",
                        "{\"route\":\"routing-plain\",\"outcome\":\"OUTRANKED\",\"reason\":\"routing-host comes first\"}");
        assertThat(cookie).contains("\"route\":\"routing-cookie\",\"upstream\"");
        assertThat(past).contains("\"route\":\"routing-past\",\"upstream\"");
        assertThat(limited).contains("\"match\":\"Found\"");
        assertThat(mistaken).contains("\"match\":\"Found\"");
        assertThat(atRest(counted)).isEqualTo(before);
        assertThat(still(stats("reader"))).isEqualTo(statsBefore);
    }

    /** What only requests change. */
    private static JsonNode still(JsonNode stats) throws IOException {
        JsonNode routes = stats.path("routes");
        ((ObjectNode) routes).remove("none");
        return new ObjectMapper()
                .readTree("{\"routes\":" + routes + ",\"refused\":"
                        + stats.path("rateLimits").path("refused") + ",\"cache\":"
                        + stats.path("cache").path("requests") + "}");
    }
}
