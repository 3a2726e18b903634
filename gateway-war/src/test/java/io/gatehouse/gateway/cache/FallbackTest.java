package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that caches and falls back to another upstream, the archive. What is stored is the first upstream's, and nothing else. */
class FallbackTest {
    private static final Caching.On LENIENT =
            new Caching.On(1 << 20, false, Duration.ofMinutes(10), Duration.ZERO, Duration.ofSeconds(5));

    private final Scene scene = new Scene(LENIENT);
    private final Route route = Routes.at("/**")
            .cache(LENIENT)
            .fallback(new Fallback(Set.of(), null, "archive"))
            .route();
    private boolean broken;

    @BeforeEach
    void twoUpstreams() {
        scene.says(request -> {
            boolean archive = request.route().upstream().equals("archive");
            if (archive) {
                // It knows the same tag, for something else.
                return CompletableFuture.completedFuture(
                        request.headers().contains("If-None-Match")
                                ? scene.answer(304, "", "ETag", "\"1\"", "Cache-Control", "max-age=600")
                                : scene.answer(200, "of the archive", "Cache-Control", "max-age=600", "ETag", "\"1\""));
            }
            return CompletableFuture.completedFuture(
                    broken
                            ? Failure.UPSTREAM_UNREACHABLE.because("x")
                            : scene.answer(200, "of the first", "Cache-Control", "max-age=60", "ETag", "\"1\""));
        });
    }

    @Test
    void theAnswerOfTheArchiveIsNotStoredForTheFirst() {
        broken = true;
        Response answer = get();
        assertThat(Scene.text(answer)).isEqualTo("of the archive");
        assertThat(answer.headers().contains("Cache-Status")).isFalse();

        broken = false;

        assertThat(Scene.text(get())).isEqualTo("of the first");
        assertThat(scene.count(Outcome.MISS)).as("each request once").isEqualTo(2);
        assertThat(scene.outcomes).hasSize(1);
    }

    @Test
    void theArchiveIsNotAskedAboutWhatTheFirstHasSaid() {
        Scene.text(get());
        scene.pass(6_000);
        broken = true;

        assertThat(Scene.text(get())).as("too old to stand in").isEqualTo("of the archive");

        Request asked = scene.asked.get(scene.asked.size() - 1);
        assertThat(asked.route().upstream()).isEqualTo("archive");
        assertThat(asked.headers().contains("If-None-Match")).isFalse();
        assertThat(Scene.text(get())).as("nothing was freshened").isEqualTo("of the archive");
    }

    @Test
    void aStaleAnswerOfTheFirstGoesBeforeTheArchive() {
        Scene.text(get());
        scene.pass(90);
        broken = true;

        assertThat(Scene.text(get())).isEqualTo("of the first");

        assertThat(scene.asked).noneMatch(asked -> asked.route().upstream().equals("archive"));
    }

    @Test
    void explainsThatTheFallbackDoesNotCache() {
        Request request = Scene.request("GET", "/a").with(route.fallenBackTo("archive"));

        assertThat(scene.filter.explain(request)).isEqualTo(Decision.passes("the route does not cache"));
    }

    private Response get() {
        return Scene.now(Pipeline.of(List.of(new FallbackFilter(), scene.filter), scene::ask)
                .proceed(Scene.request("GET", "/a").with(route)));
    }
}
