package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The configuration changes while the gateway runs. */
interface Reloading extends Administering {
    Path ROUTES = Path.of(System.getProperty("it.directory"), "routes.yaml");
    int RELOADS = 100;
    int ENOUGH = RELOADS * 3 / 4;
    Duration BETWEEN_RELOADS = Duration.ofMillis(100);
    Duration BEHIND = Duration.ofSeconds(10);
    String RANKED =
            "  - {id: rank-%1$s, path: /api/rank/**, answer: {contentType: text/plain, body: %1$s}, access: public}";
    String ADDED = "  - {id: added, path: /api/added/**, upstream: things, stripPrefix: /api, access: public}\n";

    static void restoreRoutes() {
        try {
            Files.createDirectories(ROUTES.getParent());
            replace(original());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String original() throws IOException {
        return Files.readString(Path.of(System.getProperty("it.resources"), "routes-it.yaml"));
    }

    static void replace(String text) throws IOException {
        Path next = Files.writeString(ROUTES.resolveSibling("routes.next"), text);
        Files.move(next, ROUTES, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    default void theOriginalRoutesAreAtWorkAgain() throws Exception {
        if (!Files.readString(ROUTES).equals(original())) {
            restoreRoutes();
            assertThat(reload("").statusCode()).isEqualTo(200);
        }
    }

    /** By a client of its own: on a connection that was idle for long, the server may hang up just when a POST is being sent. */
    default HttpResponse<String> reload(String query) throws Exception {
        return HttpClient.newHttpClient().send(reloading(query), BodyHandlers.ofString());
    }

    private HttpRequest reloading(String query) throws Exception {
        return as("operator", "/gateway/config/reload" + query)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.noBody())
                .build();
    }

    private HttpResponse<String> await(String path, Predicate<HttpResponse<String>> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(30);
        HttpResponse<String> answer = send(as("reader", path));
        while (!condition.test(answer) && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = send(as("reader", path));
        }
        return answer;
    }

    @Test
    default void aFileThatChangesIsFollowed() throws Exception {
        UPSTREAM.on("/things/added/x", call -> call.ok("new"));
        assertThat(send(to("/api/added/x")).statusCode()).isEqualTo(404);

        double before = applied();
        Files.writeString(ROUTES, original() + ADDED);

        assertThat(await("/api/added/x", answer -> answer.statusCode() == 200).body())
                .isEqualTo("new");
        // Told, and then counted, when it is at work already.
        assertThat(await("/gateway/config", answer -> answer.body().contains("\"id\":\"added\""))
                        .body())
                .contains(
                        "\"by\":\"file\"", "{\"section\":\"routes\",\"id\":\"added\",\"kind\":\"ADDED\",\"keys\":[]}");
        for (int i = 0; i < 100 && applied() == before; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(applied()).isEqualTo(before + 1);
    }

    @Test
    default void aBadFileChangesNothingAndIsReported() throws Exception {
        UPSTREAM.on("/things/open/still", call -> call.ok("here"));
        double before = metrics().sum("gatehouse_gateway_config_reloads_total", "outcome=\"REFUSED\"");
        double since = metrics().sum("gatehouse_gateway_config_loaded_timestamp_seconds");
        replace(original().replace("path: /api/open/**", "path: open"));

        String config = await("/gateway/config", answer -> answer.body().contains("REFUSED"))
                .body();

        assertThat(config)
                .contains(
                        "\"outcome\":\"REFUSED\"",
                        "\"path\":\"routes[0].path\",\"message\":\"has no slash at its beginning\"");
        assertThat(send(to("/api/open/still")).body()).isEqualTo("here");
        HttpResponse<String> refused = reload("");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("REFUSED", "\"line\":");
        assertThat(metrics().sum("gatehouse_gateway_config_reloads_total", "outcome=\"REFUSED\""))
                .isEqualTo(before + 2);
        assertThat(metrics().sum("gatehouse_gateway_config_loaded_timestamp_seconds"))
                .isEqualTo(since);
    }

    @Test
    default void whatCannotBeMadeHereChangesNothing() throws Exception {
        UPSTREAM.on("/things/open/still", call -> call.ok("here"));
        // A file stands where the directory of the keys would be.
        replace(original().replace("${gatehouse.keys}", ROUTES.toString()) + ADDED);

        HttpResponse<String> unusable = reload("");

        assertThat(unusable.statusCode()).isEqualTo(422);
        assertThat(unusable.body()).contains("UNUSABLE", "\"problem\":\"");
        assertThat(send(to("/api/open/still")).body()).isEqualTo("here");
        assertThat(send(to("/api/added/x")).statusCode()).isEqualTo(404);
    }

    @Test
    default void aDryRunOnlyTellsTheDifference() throws Exception {
        // The file is looked at meanwhile: without a directory for its keys it can be checked, but not put to work.
        String changed = original()
                .replace("total: 500ms", "total: 600ms")
                .replace("id: large,", "id: huge,")
                .replace("${gatehouse.keys}", ROUTES.toString());
        Path before = Files.copy(ROUTES, ROUTES.resolveSibling("routes.before"), StandardCopyOption.REPLACE_EXISTING);
        replace(changed);

        HttpResponse<String> dry = reload("?dryRun=true");
        replace(Files.readString(before));

        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.body())
                .contains(
                        "\"outcome\":\"CHECKED\"",
                        "{\"section\":\"routes\",\"id\":\"huge\",\"kind\":\"ADDED\",\"keys\":[]}",
                        "{\"section\":\"routes\",\"id\":\"large\",\"kind\":\"REMOVED\",\"keys\":[]}",
                        "{\"section\":\"routes\",\"id\":\"hasty\",\"kind\":\"CHANGED\",\"keys\":[\"timeouts.total\"]}");
        assertThat(send(as("reader", "/gateway/routes")).body()).contains("\"id\":\"large\"");
        assertThat(reload("?dryrun=true").statusCode()).isEqualTo(400);
    }

    @Test
    default void theLongestLiteralPathWinsWhereverItStandsAndThenTheOrderOfTheFile() throws Exception {
        assertThat(send(to("/api/rank/longer/x")).body()).isEqualTo("longer");
        assertThat(send(to("/api/rank/other/x")).body()).isEqualTo("variable");
        assertThat(send(to("/api/rank/other")).body()).isEqualTo("z");

        List<String> lines = new ArrayList<>(original().lines().toList());
        int first = lines.indexOf(RANKED.formatted("z"));
        int second = lines.indexOf(RANKED.formatted("a"));
        assertThat(first).isNotNegative().isLessThan(second);
        Collections.swap(lines, first, second);
        replace(String.join("\n", lines));

        assertThat(reload("").body())
                .contains("{\"section\":\"routes\",\"id\":\"\",\"kind\":\"CHANGED\",\"keys\":[\"order\"]}");
        assertThat(send(to("/api/rank/other")).body()).isEqualTo("a");
        assertThat(send(to("/api/rank/longer/x")).body()).isEqualTo("longer");
    }

    @Test
    default void aRequestInFlightFinishesOnTheTableItBeganWith() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/things/added/slow", call -> {
            arrived.countDown();
            go.await();
            call.ok("done");
        });
        replace(original() + ADDED);
        assertThat(reload("").statusCode()).isEqualTo(200);

        CompletableFuture<HttpResponse<String>> slow =
                CLIENT.sendAsync(to("/api/added/slow").build(), BodyHandlers.ofString());
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        replace(original());
        assertThat(reload("").statusCode()).isEqualTo(200);
        assertThat(send(to("/api/added/slow")).statusCode())
                .as("the route is gone")
                .isEqualTo(404);
        go.countDown();

        assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    }

    @Test
    default void underLoadNoRequestFailsWhileTheConfigurationChangesTenTimesASecond() throws Exception {
        // Another upstream each time, so that all that sends is made anew.
        String other =
                original().replace("upstreams:\n", "upstreams:\n  other: {url: \"http://127.0.0.1:1\"}\n") + ADDED;
        HttpClient operator = HttpClient.newHttpClient();
        List<CompletableFuture<String>> reloads = new ArrayList<>();
        AtomicInteger different = new AtomicInteger();
        double before = applied();
        try (ReloadLoad load = new ReloadLoad(UPSTREAM)) {
            load.start();
            Instant begin = Instant.now();
            // One that comes late may read what is meant for the next, and find no difference: then there are more.
            for (int i = 0; i < RELOADS || (i < 3 * RELOADS && different.get() <= ENOUGH); i++) {
                // At a fixed rate, whether or not the one before has been answered.
                Instant due = begin.plus(BETWEEN_RELOADS.multipliedBy(i));
                TimeUnit.MILLISECONDS.sleep(
                        Math.max(0, Duration.between(Instant.now(), due).toMillis()));
                replace(i % 2 == 0 ? other : original());
                reloads.add(operator.sendAsync(reloading(""), BodyHandlers.ofString())
                        .thenApply(answer -> {
                            different.addAndGet(answer.body().contains("\"kind\":") ? 1 : 0);
                            return answer.body();
                        }));
            }
            List<String> attempts = new ArrayList<>();
            for (CompletableFuture<String> reload : reloads) {
                attempts.add(reload.get(60, TimeUnit.SECONDS));
            }
            Duration time = Duration.between(begin, Instant.now());
            load.stop();

            assertThat(load.failures()).isEmpty();
            assertThat(load.answered())
                    .as("answers in each of the kinds")
                    .allSatisfy(count -> assertThat(count).isGreaterThan(5));
            assertThat(attempts).allSatisfy(attempt -> assertThat(attempt).contains("\"outcome\":\"APPLIED\""));
            assertThat(applied()).as("configurations put to work").isGreaterThanOrEqualTo(before + reloads.size());
            assertThat(time)
                    .as(
                            "from the first to the last answer; on a machine with much else to do they may come ten seconds late")
                    .isLessThan(BETWEEN_RELOADS.multipliedBy(reloads.size()).plus(BEHIND));
            assertThat(different)
                    .as("that found another configuration than the one before")
                    .hasValueGreaterThan(ENOUGH);
        }
    }

    private double applied() throws IOException {
        return metrics().sum("gatehouse_gateway_config_reloads_total", "outcome=\"APPLIED\"");
    }
}
