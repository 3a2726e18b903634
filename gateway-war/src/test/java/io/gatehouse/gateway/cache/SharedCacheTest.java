package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Text;
import io.gatehouse.gateway.transform.TransformFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 from a request to its answer, where it takes several of the tables together. */
class SharedCacheTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Scene scene = new Scene();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void section4_1_whatTheRouteSetsItselfIsComparedAsTheClientSentIt() {
        Route route = rewriting(new MessageRules.HeaderRules(
                List.of(new Named("X-Tenant", Text.of("acme"))), List.of(), List.of(), List.of(), List.of()));
        echoing("X-Tenant");

        assertThat(rewritten(route, "X-Tenant", "ada")).isEqualTo("of acme");
        assertThat(rewritten(route, "X-Tenant", "ada")).isEqualTo("of acme");
        assertThat(scene.asked).hasSize(1);
        assertThat(rewritten(route, "X-Tenant", "eve")).isEqualTo("of acme");
        assertThat(scene.asked).as("nothing is lost but a hit").hasSize(2);
    }

    @Test
    void section4_1_whatTheRouteRenamesIsNotGivenToAnother() {
        Route route = rewriting(new MessageRules.HeaderRules(
                List.of(), List.of(), List.of(), List.of(), List.of(new MessageRules.Renaming("X-Old", "X-New"))));
        echoing("X-New");

        assertThat(rewritten(route, "X-Old", "ada")).isEqualTo("of ada");
        assertThat(rewritten(route, "X-Old", "eve")).isEqualTo("of eve");
        assertThat(rewritten(route, "X-New", "max")).isEqualTo("of max");
        assertThat(rewritten(route, "X-Old", "ada")).isEqualTo("of ada");
        assertThat(scene.asked).hasSize(3);
    }

    @Test
    void section4_2_2_aGuessedLifetimeEnds() {
        Scene guessing = new Scene(new Caching.On(1 << 20, true, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        guessing.says(200, "one", "Last-Modified", HttpDate.of(Scene.START - 1_000_000));
        Scene.text(guessing.get("/a"));

        guessing.pass(99);
        assertThat(Scene.status(guessing.get("/a"))).isEqualTo("gatehouse; hit; ttl=1");
        guessing.pass(1);
        assertThat(Scene.status(guessing.get("/a"))).startsWith("gatehouse; fwd=stale");
    }

    @Test
    void section4_3_4_a304UpdatesTheVariantThatItMeansAndNoOther() {
        for (String language : new String[] {"en", "de"}) {
            scene.says(
                    200,
                    language,
                    "Vary",
                    "Accept-Language",
                    "Cache-Control",
                    "max-age=60",
                    "ETag",
                    '"' + language + '"');
            Scene.text(scene.get("/a", "Accept-Language", language));
        }
        scene.pass(60);
        scene.says(request -> CompletableFuture.completedFuture(scene.answer(
                304,
                "",
                "Vary",
                "Accept-Language",
                "ETag",
                String.valueOf(request.headers().first("If-None-Match")),
                "X-Fresh",
                String.valueOf(request.headers().first("Accept-Language")))));

        Scene.text(scene.get("/a", "Accept-Language", "en"));

        Response english = scene.get("/a", "Accept-Language", "en");
        assertThat(Scene.status(english)).startsWith("gatehouse; hit");
        assertThat(english.headers().first("X-Fresh")).isEqualTo("en");
        Response german = scene.get("/a", "Accept-Language", "de");
        assertThat(Scene.status(german)).as("stale still").isEqualTo("gatehouse; fwd=stale; fwd-status=304");
        assertThat(Scene.text(german)).isEqualTo("de");
        assertThat(german.headers().first("X-Fresh")).isEqualTo("de");
        assertThat(scene.asked.get(3).headers().first("If-None-Match")).isEqualTo("\"de\"");
        assertThat(scene.asked).hasSize(4);
    }

    @Test
    void section5_2_2_7_privateThatNamesFieldsKeepsTheWholeAnswerOut() {
        scene.says(200, "one", "Cache-Control", "private=\"X-User\", max-age=60", "X-User", "ada");

        Scene.text(scene.get("/a"));
        Response second = scene.get("/a");

        assertThat(Scene.status(second)).endsWith("detail=private");
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void section5_2_2_4_noCacheThatNamesFieldsHasTheWholeAnswerValidated() {
        scene.says(200, "one", "Cache-Control", "no-cache=\"X-User\", max-age=60", "ETag", "\"1\"", "X-User", "ada");
        Scene.text(scene.get("/a"));
        scene.says(304, "", "ETag", "\"1\"", "X-User", "eve");

        Response second = scene.get("/a");

        assertThat(Scene.status(second)).isEqualTo("gatehouse; fwd=stale; fwd-status=304");
        assertThat(second.headers().all("X-User")).containsExactly("eve");
        assertThat(Scene.text(second)).isEqualTo("one");
    }

    @Test
    void section4_3_5_aHeadThatForbidsStoringEndsWhatIsStored() {
        scene.says(200, "one", "Cache-Control", "max-age=60", "ETag", "\"1\"");
        Scene.text(scene.get("/a"));
        scene.pass(60);
        scene.says(200, "", "Cache-Control", "no-store", "ETag", "\"1\"", "Content-Length", "3");

        scene.head("/a");

        assertThat(scene.cache.entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=60, must-revalidate", "s-maxage=60"})
    void section3_5_whatIsSharedAmongUsersIsNeverGivenStale(String control) {
        Scene lenient = new Scene(
                new Caching.On(1 << 20, false, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofSeconds(5)));
        lenient.says(200, "for all", "Cache-Control", control);
        assertThat(as("ada", lenient)).isEqualTo("for all");
        lenient.pass(59);
        assertThat(as("eve", lenient)).isEqualTo("for all");
        assertThat(lenient.asked).hasSize(1);
        lenient.pass(1);
        lenient.says(request -> CompletableFuture.completedFuture(Failure.UPSTREAM_UNREACHABLE.because("x")));

        Response answer = Scene.now(lenient.send(Scene.of("eve", Scene.request("GET", "/a"))));

        assertThat(answer.refusal()).isNotNull();
    }

    /** It may have been made or not; what is stored is as old as it was. */
    @Test
    void section4_4_aChangeThatTimedOutOutdatesNothing() {
        scene.says(200, "one", "Cache-Control", "max-age=60");
        Scene.text(scene.get("/a"));
        scene.says(request -> CompletableFuture.completedFuture(Failure.UPSTREAM_TIMEOUT.because("x")));

        scene.send(Scene.request("PUT", "/a"));

        assertThat(Scene.text(scene.get("/a"))).isEqualTo("one");
    }

    private static String as(String user, Scene scene) {
        return Scene.text(Scene.now(scene.send(Scene.of(user, Scene.request("GET", "/a")))));
    }

    /** The upstream answers by this field of the request that it gets. */
    private void echoing(String field) {
        scene.says(request -> CompletableFuture.completedFuture(scene.answer(
                200, "of " + request.headers().first(field), "Cache-Control", "max-age=60", "Vary", field)));
    }

    private static Route rewriting(MessageRules.HeaderRules rules) {
        return Routes.at("/**")
                .cache(Scene.SETTINGS)
                .request(new MessageRules(rules, List.of(), MessageRules.DEFAULT_JSON_LIMIT))
                .route();
    }

    private String rewritten(Route route, String... headers) {
        Request request = Scene.request("GET", "/a", headers).with(route);
        return Scene.text(Scene.now(
                Pipeline.of(List.of(scene.filter, new TransformFilter(new Deadlines(clock))), scene::ask)
                        .proceed(request)));
    }
}
