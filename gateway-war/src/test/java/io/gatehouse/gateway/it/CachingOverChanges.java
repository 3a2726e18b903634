package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored when something changes: the resource, the configuration, or an operator's mind. */
interface CachingOverChanges extends Administering {
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    default void aChangeOfAnyKindTakesOutWhatIsStored(String method) throws Exception {
        String path = "/cache/by-" + method;
        Caching.counting("/things" + path, "Cache-Control: max-age=60");
        send(to("/api" + path));
        assertThat(send(to("/api" + path)).body()).isEqualTo("answer 1");

        // In another spelling of the same host.
        raw(method + " /api" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + GATEWAY
                + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(send(to("/api" + path)).body()).isEqualTo("answer 3");
    }

    @ParameterizedTest
    @CsvSource({"Location, /things/cache/named/Location", "Content-Location, /things/cache/named/Content-%4Cocation"})
    default void whatAChangeNamesIsTakenOutToo(String field, String named) throws Exception {
        String path = "/cache/named/" + field;
        AtomicInteger calls = Caching.counting("/things" + path, "Cache-Control: max-age=60");
        UPSTREAM.on(
                "/things/cache/named/all",
                call -> call.say("HTTP/1.1 201 Made\r\nConnection: close\r\nContent-Length: 0\r\n" + field + ": "
                        + named + "\r\n\r\n"));
        send(to("/api" + path));

        send(to("/api/cache/named/all").POST(BodyPublishers.ofString("{}")));
        send(to("/api" + path));

        assertThat(calls).hasValue(2);
    }

    @Test
    default void whoAsksAfterAChangeDoesNotWaitForWhatWasAskedForBeforeIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        AtomicInteger gets = new AtomicInteger();
        UPSTREAM.on("/things/cache/lenient/overtaken", call -> {
            int number = call.method().equals("GET") ? gets.incrementAndGet() : 0;
            if (number == 1) {
                asked.countDown();
                changed.await();
            }
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\nContent-Length: 1\r\n\r\n"
                    + number);
        });
        CompletableFuture<HttpResponse<String>> before =
                CLIENT.sendAsync(to("/api/cache/lenient/overtaken").build(), BodyHandlers.ofString());
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        send(to("/api/cache/lenient/overtaken").PUT(BodyPublishers.ofString("{}")));
        HttpResponse<String> after = CLIENT.sendAsync(
                        to("/api/cache/lenient/overtaken").build(), BodyHandlers.ofString())
                .get(30, TimeUnit.SECONDS);
        changed.countDown();

        assertThat(after.body()).isEqualTo("2");
        assertThat(before.get(30, TimeUnit.SECONDS).body()).isEqualTo("1");
        assertThat(send(to("/api/cache/lenient/overtaken")).body()).isEqualTo("2");
    }

    @Test
    default void whatIsStoredOutlivesAReload() throws Exception {
        AtomicInteger calls = Caching.counting("/things/cache/reloaded", "Cache-Control: max-age=60");
        UPSTREAM.on("/things/added/x", call -> call.ok("new"));
        send(to("/api/cache/reloaded"));
        Files.writeString(Reloading.ROUTES, Reloading.original() + Reloading.ADDED);

        assertThat(send(as("operator", "/gateway/config/reload").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);

        assertThat(send(to("/api/added/x")).body()).isEqualTo("new");
        assertThat(send(to("/api/cache/reloaded"))
                        .headers()
                        .firstValue("Cache-Status")
                        .orElse(""))
                .startsWith("gatehouse; hit");
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=%2Fapi%2Fcache%2Fpurged%2Fa | 1 | 504",
                "url=HTTP%3A%2F%2F127.0.0.1%3A{port}%2Fapi%2Fcache%2Fpurged%2Fa | 1 | 504",
                "path=/api/cache/purged          | 2 | 504",
                "path=/api/cache/purge           | 0 | 200",
                "path=                           | 0 | 200",
                "url=/api/cache/purged           | 0 | 200",
                "url=/api/cache/purged/a?x=1     | 0 | 200",
                "all=false                       | 0 | 200",
                "route=no-such                   | 0 | 200"
            })
    default void anOperatorPurgesWhatItNamesAndNothingElse(String query, int purged, int onlyIfCached)
            throws Exception {
        stored("/cache/purged/a", "/cache/purged/b");

        HttpResponse<String> answer = send(purge("operator", query.replace("{port}", Integer.toString(GATEWAY))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"purged\":" + purged + "}");
        assertThat(onlyIfCached("/api/cache/purged/a")).isEqualTo(onlyIfCached);
    }

    @Test
    default void anOperatorPurgesARouteOrEverything() throws Exception {
        stored("/cache/purged/a", "/cache/lenient/purged");

        assertThat(send(purge("operator", "route=cache-lenient")).body()).matches("\\{\"purged\":[1-9]\\d*}");
        assertThat(onlyIfCached("/api/cache/lenient/purged")).isEqualTo(504);
        assertThat(onlyIfCached("/api/cache/purged/a")).isEqualTo(200);
        assertThat(send(purge("operator", "all=true")).body()).matches("\\{\"purged\":[1-9]\\d*}");
        assertThat(onlyIfCached("/api/cache/purged/a")).isEqualTo(504);
    }

    @Test
    default void whoMayNotPurgeOrNamesNothingPurgesNothing() throws Exception {
        stored("/cache/purged/a");

        assertThat(send(purge("reader", "all=true")).statusCode()).isEqualTo(403);
        assertThat(send(to("/gateway/cache/purge?all=true").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        for (String query : new String[] {"", "path=/a&url=/b", "everything=true", "all=true&all=true"}) {
            assertThat(send(purge("operator", query)).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(onlyIfCached("/api/cache/purged/a")).isEqualTo(200);
    }

    private HttpRequest.Builder purge(String role, String query) {
        return as(role, "/gateway/cache/purge?" + query).POST(BodyPublishers.noBody());
    }

    private int onlyIfCached(String path) throws Exception {
        return send(to(path).header("Cache-Control", "only-if-cached")).statusCode();
    }

    private void stored(String... paths) throws Exception {
        for (String path : paths) {
            Caching.counting("/things" + path, "Cache-Control: max-age=60");
            send(to("/api" + path));
        }
    }
}
