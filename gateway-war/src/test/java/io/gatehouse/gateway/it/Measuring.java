package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures that operators and Prometheus read, and what they say after something has happened. */
interface Measuring extends Administering {
    String PREFIX = "gatehouse_gateway_";
    Pattern METRIC = Pattern.compile("gatehouse_gateway_[a-z0-9_]*[a-z0-9]");
    Pattern SUFFIX = Pattern.compile("_(total|bucket|sum|count)$");
    String UP = "127.0.0.1:" + Integer.getInteger("it.upstream.port");

    /** Until two readings more than a second apart are equal: what is followed by the second has come to rest. */
    default List<String> atRest(Predicate<String> which) throws Exception {
        List<String> before = List.of("nothing yet");
        List<String> now = metrics().only(which);
        for (int i = 0; i < 20 && !now.equals(before); i++) {
            before = now;
            TimeUnit.MILLISECONDS.sleep(1_200);
            now = metrics().only(which);
        }
        return now;
    }

    default JsonNode stats(String role) throws Exception {
        HttpResponse<String> answer = send(as(role, "/gateway/stats"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    default void statisticsAreForReadersAndOperatorsOnly() throws Exception {
        assertThat(send(to("/gateway/stats")).statusCode()).isEqualTo(401);
        assertThat(send(as("user", "/gateway/stats")).statusCode()).isEqualTo(403);
        assertThat(send(as("reader", "/gateway/stats?all=1")).statusCode()).isEqualTo(400);
        assertThat(send(as("operator", "/gateway/stats").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        for (String role : List.of("reader", "operator")) {
            assertThat(stats(role).fieldNames())
                    .toIterable()
                    .containsExactly(
                            "timestamp",
                            "started",
                            "uptimeSeconds",
                            "totals",
                            "routes",
                            "upstreams",
                            "rateLimits",
                            "cache");
        }
    }

    @Test
    default void anOpenCircuitIsSeenEverywhere() throws Exception {
        UPSTREAM.on(
                "/measure/breaker",
                call -> call.say("HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        Samples before = metrics();
        assertThat(before.sum(PREFIX + "upstream_circuit", "\"measure-breaker\""))
                .isZero();
        for (int i = 0; i < 2; i++) {
            assertThat(send(to("/measure/breaker")).statusCode()).isEqualTo(500);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(send(to("/measure/breaker")).body()).contains("CIRCUIT_OPEN");
        }

        String here = "upstream=\"measure-breaker\"";
        soon(() -> {
            Samples after = metrics();
            assertThat(after.sum(PREFIX + "upstream_circuit", here)).isEqualTo(2);
            assertThat(after.sum(PREFIX + "upstream_refusals_total", here)).isEqualTo(3);
            assertThat(after.sum(PREFIX + "upstream_refusals_total", here, "failure=\"CIRCUIT_OPEN\""))
                    .isEqualTo(3);
            assertThat(after.sum(PREFIX + "upstream_instance_requests_total", here))
                    .isEqualTo(2);
            assertThat(after.sum(PREFIX + "upstream_instance_failures_total", here))
                    .isEqualTo(2);
            assertThat(after.sum(PREFIX + "upstream_attempts_total", here)).isEqualTo(2);
            assertThat(after.sum(
                            PREFIX + "upstream_answers_total",
                            here,
                            "instance=\"" + UP + "\"",
                            "status=\"5xx\"",
                            "failure=\"none\""))
                    .isEqualTo(2);
            assertThat(after.sum(PREFIX + "upstream_seconds_count", here)).isEqualTo(2);
            assertThat(after.sum(PREFIX + "pool_opened", here)).isEqualTo(2);
            assertThat(after.sum(PREFIX + "requests_total", "route=\"measure-breaker\"", "failure=\"CIRCUIT_OPEN\""))
                    .isEqualTo(3);
        });
        JsonNode stats = stats("reader").at("/upstreams/measure-breaker");
        assertThat(stats.path("circuit").asText()).isEqualTo("OPEN");
        assertThat(stats.at("/refusals/CIRCUIT_OPEN").asInt()).isEqualTo(3);
        assertThat(stats.path("tries").asInt()).isEqualTo(2);
        assertThat(stats.path("failedTries").asInt()).isEqualTo(2);
        assertThat(stats.path("instances").path(UP).path("status").toString()).isEqualTo("{\"5xx\":2}");
        assertThat(send(explain("reader", "{\"path\":\"/measure/breaker\"}")).body())
                .contains(
                        "{\"filter\":\"upstream\",\"reached\":true,\"outcome\":\"REFUSES\",\"failure\":\"CIRCUIT_OPEN\"")
                .doesNotContain("\"instance\"");
    }

    @Test
    default void aFullBulkheadIsSeenEverywhere() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/measure/bulkhead", call -> {
            arrived.countDown();
            go.await(30, TimeUnit.SECONDS);
            call.ok("slow");
        });
        CompletableFuture<HttpResponse<String>> slow =
                CLIENT.sendAsync(to("/measure/bulkhead").build(), BodyHandlers.ofString());
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(send(to("/measure/bulkhead")).body()).contains("BULKHEAD_FULL");

        String here = "upstream=\"measure-bulkhead\"";
        soon(() -> {
            Samples full = metrics();
            assertThat(full.sum(PREFIX + "pool_leased", here)).isEqualTo(1);
            assertThat(full.sum(PREFIX + "upstream_bulkhead_places", here)).isEqualTo(1);
            assertThat(full.sum(PREFIX + "upstream_bulkhead_taken", here)).isEqualTo(1);
            assertThat(full.sum(PREFIX + "upstream_limit", here)).isEqualTo(20);
            assertThat(full.sum(PREFIX + "upstream_instance_in_flight", here)).isEqualTo(1);
            assertThat(full.sum(PREFIX + "upstream_refusals_total", here)).isEqualTo(1);
            assertThat(full.sum(PREFIX + "upstream_refusals_total", here, "BULKHEAD_FULL"))
                    .isEqualTo(1);
            assertThat(full.sum(PREFIX + "requests_in_flight", "route=\"measure-bulkhead\""))
                    .isEqualTo(1);
        });
        JsonNode stats = stats("operator").at("/upstreams/measure-bulkhead");
        String explained =
                send(explain("reader", "{\"path\":\"/measure/bulkhead\"}")).body();
        go.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow");
        assertThat(stats.path("bulkhead").toString()).isEqualTo("{\"taken\":1,\"places\":1}");
        assertThat(stats.path("limit").asInt()).isEqualTo(20);
        assertThat(stats.path("inFlight").asInt()).isEqualTo(1);
        assertThat(stats.at("/pool/leased").asInt()).isEqualTo(1);
        assertThat(explained).contains("\"failure\":\"BULKHEAD_FULL\"");
        soon(() -> assertThat(metrics().sum(PREFIX + "upstream_bulkhead_taken", here))
                .isZero());
    }

    @Test
    default void triesAndRetriesAreCountedByUpstreamAndInstance() throws Exception {
        UPSTREAM.on("/measured/measure/retry", call -> call.ok("well"));
        String here = "upstream=\"measure-retry\"";
        Samples before = new Samples(atRest(line -> line.contains(here)));
        for (int i = 0; i < 4; i++) {
            assertThat(send(to("/measure/retry")).body()).isEqualTo("well");
        }

        // Taking turns, every other request goes to the instance that is down first.
        String silent = "instance=\"127.0.0.1:" + Integer.getInteger("it.silent.port") + "\"";
        soon(() -> {
            Samples after = metrics();
            assertThat(more(before, after, PREFIX + "upstream_instance_requests_total", here))
                    .isEqualTo(6);
            assertThat(more(before, after, PREFIX + "upstream_retries_total", here))
                    .isEqualTo(2);
            assertThat(more(before, after, PREFIX + "upstream_attempts_total", here))
                    .isEqualTo(6);
            assertThat(more(before, after, PREFIX + "upstream_instance_failures_total", here))
                    .isEqualTo(2);
            assertThat(more(before, after, PREFIX + "upstream_instance_failures_total", here, silent))
                    .isEqualTo(2);
            assertThat(more(
                            before,
                            after,
                            PREFIX + "upstream_answers_total",
                            here,
                            "instance=\"" + UP,
                            "status=\"2xx\""))
                    .isEqualTo(4);
        });
        assertThat(stats("reader").at("/upstreams/measure-retry/retries").asInt())
                .isGreaterThanOrEqualTo(2);
    }

    private static double more(Samples before, Samples after, String name, String... tags) {
        return after.sum(name, tags) - before.sum(name, tags);
    }

    @Test
    default void limitsAndTheCacheAreCounted() throws Exception {
        UPSTREAM.on("/things/measure/limited", call -> call.ok("served"));
        UPSTREAM.on(
                "/things/measure/cached",
                call -> call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\n"
                        + "Content-Length: 5\r\n\r\nhello"));
        Samples before = metrics();
        for (int i = 0; i < 3; i++) {
            send(to("/api/measure/limited"));
            assertThat(send(to("/api/measure/cached")).body()).isEqualTo("hello");
        }

        Samples after = metrics();

        assertThat(after.sum(
                        PREFIX + "rate_limit_refusals_total",
                        "limit=\"measured\"",
                        "route=\"measure-limited\"",
                        "shadow=\"false\""))
                .isEqualTo(2);
        assertThat(after.sum(PREFIX + "rate_limit_buckets")).isPositive();
        assertThat(after.sum(PREFIX + "cache_requests_total", "route=\"measure-cached\"", "outcome=\"miss\""))
                .isEqualTo(1);
        assertThat(after.sum(PREFIX + "cache_requests_total", "route=\"measure-cached\"", "outcome=\"hit\""))
                .isEqualTo(2);
        assertThat(after.sum(PREFIX + "cache_entries") - before.sum(PREFIX + "cache_entries"))
                .isEqualTo(1, within(0.0));
        assertThat(after.sum(PREFIX + "cache_bytes")).isGreaterThan(before.sum(PREFIX + "cache_bytes"));
        assertThat(after.sum(PREFIX + "cache_evictions_total", "route=\"measure-cached\""))
                .isZero();
        JsonNode stats = stats("reader");
        assertThat(stats.at("/rateLimits/refused/measured").asInt()).isEqualTo(2);
        assertThat(stats.at("/cache/requests/hit").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(stats.at("/cache/entries").asInt()).isPositive();
    }

    @Test
    default void everyMetricThatThereIsIsDocumented() throws Exception {
        Set<String> documented = new TreeSet<>();
        try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                METRIC.matcher(Files.readString(page))
                        .results()
                        .forEach(found -> documented.add(family(found.group())));
            }
        }
        Set<String> exposed = new TreeSet<>();
        metrics().names("gatehouse_").forEach(name -> exposed.add(family(name)));

        assertThat(exposed).isNotEmpty().isSubsetOf(documented);
    }

    private static String family(String name) {
        return SUFFIX.matcher(name).replaceFirst("");
    }
}
