package io.gatehouse.gateway.cache.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.Scene;
import io.gatehouse.gateway.cache.decision.Verdict.Reason;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.HttpDate;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 4, 4.2.4 and 5.2, and RFC 5861. */
class CacheStrategyTest {
    private static final Caching.On STRICT = Scene.SETTINGS;
    private static final Caching.On LENIENT =
            new Caching.On(1 << 20, false, Duration.ofSeconds(100), Duration.ofSeconds(30), Duration.ZERO);

    /** What the answer says, what the request says, the answer's age in seconds, and what to do. */
    @ParameterizedTest(name = "{0} / {1} / {2} s: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 4.2: fresh
                "max-age=60                   |                        |  59 | serve",
                "max-age=60                   |                        |  60 | validate stale",
                "s-maxage=60                  |                        |  59 | serve",
                // 4, 5.2.2.4: never without validation
                "no-cache, max-age=60         |                        |   0 | validate stale",
                "no-cache, max-age=60         | max-stale              |   0 | validate stale",
                // 5.2.1.1 max-age
                "max-age=60                   | max-age=10             |  10 | serve",
                "max-age=60                   | max-age=10             |  11 | validate request",
                "max-age=60                   | max-age=0              |   1 | validate request",
                // 5.2.1.2 max-stale
                "max-age=60                   | max-stale              | 999 | serve",
                "max-age=60                   | max-stale=10           |  70 | serve",
                "max-age=60                   | max-stale=10           |  71 | validate stale",
                "max-age=60                   | max-stale=x            |  61 | validate stale",
                "max-age=60                   | max-stale, max-age=80  |  80 | serve",
                "max-age=60                   | max-stale, max-age=80  |  81 | validate stale",
                // 5.2.1.3 min-fresh
                "max-age=60                   | min-fresh=20           |  40 | serve",
                "max-age=60                   | min-fresh=20           |  41 | validate request",
                // 5.2.1.4 no-cache
                "max-age=60                   | no-cache               |   0 | validate request",
                // 5.2.1.7 only-if-cached
                "max-age=60                   | only-if-cached         |  59 | serve",
                "max-age=60                   | only-if-cached         |  60 | unsatisfiable",
                "max-age=60                   | only-if-cached, no-cache |  1 | unsatisfiable",
                "max-age=60                   | only-if-cached, max-stale | 61 | serve",
                // 4.2.4, 5.2.2.2, 5.2.2.8, 5.2.2.10: never stale, whatever the client says
                "max-age=60, must-revalidate  | max-stale              |  61 | validate stale",
                "max-age=60, proxy-revalidate | max-stale              |  61 | validate stale",
                "s-maxage=60                  | max-stale              |  61 | validate stale",
                "s-maxage=60, stale-while-revalidate=30 |              |  61 | validate stale",
                "max-age=60, must-revalidate, stale-while-revalidate=30 | | 61 | validate stale",
                // RFC 5861 section 3
                "max-age=60, stale-while-revalidate=30 |               |  90 | renew",
                "max-age=60, stale-while-revalidate=30 |               |  91 | validate stale",
                "max-age=60, stale-while-revalidate=30 | max-age=999   |  61 | validate stale",
                "max-age=60, stale-while-revalidate=30 | no-cache      |  61 | validate request",
                // nothing at all
                "x                            |                        |   0 | validate stale"
            })
    void saysWhatToDo(String answer, @Nullable String request, long age, String expected) {
        assertThat(words(decide(terms(request), stored(answer, true), STRICT, age)))
                .isEqualTo(expected);
    }

    @Test
    void withoutAValidatorThereIsNothingToValidate() {
        assertThat(words(decide(terms(null), stored("max-age=60", false), STRICT, 60)))
                .isEqualTo("fetch stale");
        assertThat(words(decide(terms("no-cache"), stored("max-age=60", false), STRICT, 0)))
                .isEqualTo("fetch request");
    }

    @Test
    void whatIsNotStoredIsFetchedUnlessTheClientWantsOnlyWhatIsStored() {
        assertThat(words(CacheStrategy.decide(terms(null), null, false, STRICT, 0)))
                .isEqualTo("fetch uri-miss");
        assertThat(words(CacheStrategy.decide(terms(null), null, true, STRICT, 0)))
                .isEqualTo("fetch vary-miss");
        assertThat(words(CacheStrategy.decide(terms("only-if-cached"), null, true, STRICT, 0)))
                .isEqualTo("unsatisfiable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                           |  90 | renew",
                "max-age=60                           |  91 | validate stale",
                "max-age=60, stale-while-revalidate=5 |  66 | validate stale",
                "max-age=60, stale-while-revalidate=0 |  60 | validate stale"
            })
    void theRouteAllowsStaleAnswersWhereTheAnswerItselfIsSilent(String answer, long age, String expected) {
        assertThat(words(decide(terms(null), stored(answer, true), LENIENT, age)))
                .isEqualTo(expected);
    }

    @Test
    void section5_4_pragmaCountsOnlyWithoutCacheControl() {
        Terms old = Terms.of(Scene.request("GET", "/a", "Pragma", "no-cache"));
        Terms both = Terms.of(Scene.request("GET", "/a", "Pragma", "no-cache", "Cache-Control", "max-age=9"));

        assertThat(words(decide(old, stored("max-age=60", true), STRICT, 1))).isEqualTo("validate request");
        assertThat(words(decide(both, stored("max-age=60", true), STRICT, 1))).isEqualTo("serve");
    }

    /** RFC 5861 section 4 and RFC 9111 section 4.2.4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60, stale-if-error=10    |                   |  70 | true",
                "max-age=60, stale-if-error=10    |                   |  71 | false",
                "max-age=60                       |                   |  61 | false",
                "max-age=60                       | stale-if-error=10 |  70 | true",
                "max-age=60, stale-if-error=10    | max-age=0         |  65 | true",
                "max-age=60, stale-if-error=10    | no-cache          |  65 | false",
                "max-age=60                       | max-age=0         |  30 | true",
                "s-maxage=60                      | max-age=0         |  30 | true",
                "s-maxage=60, stale-if-error=10   |                   |  65 | false",
                "max-age=60, must-revalidate, stale-if-error=10 |     |  65 | false",
                "max-age=60, no-cache, stale-if-error=10 |            |  10 | false"
            })
    void saysWhatMayStandInForAFailingUpstream(String answer, @Nullable String request, long age, boolean expected) {
        assertThat(CacheStrategy.mayStandIn(terms(request), stored(answer, true), STRICT, at(age)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                     | 160 | true",
                "max-age=60                     | 161 | false",
                "max-age=60, stale-if-error=0   |  61 | false",
                "max-age=60, stale-if-error=999 | 999 | true",
                "max-age=60, must-revalidate    |  61 | false"
            })
    void theRouteLetsAnswersStandInWhereTheyAreSilentThemselves(String answer, long age, boolean expected) {
        assertThat(CacheStrategy.mayStandIn(terms(null), stored(answer, true), LENIENT, at(age)))
                .isEqualTo(expected);
    }

    private static Terms terms(@Nullable String control) {
        return Terms.of(
                control == null ? Scene.request("GET", "/a") : Scene.request("GET", "/a", "Cache-Control", control));
    }

    private static long at(long age) {
        return Scene.START + age * 1000;
    }

    private static Verdict decide(Terms terms, StoredResponse stored, Caching.On settings, long age) {
        return CacheStrategy.decide(terms, stored, true, settings, at(age));
    }

    static StoredResponse stored(String control, boolean validator) {
        Headers headers = Headers.of("Cache-Control", control, "Date", HttpDate.of(Scene.START));
        CacheControl parsed = CacheControl.of(headers);
        return new StoredResponse(
                new Scene().realm,
                200,
                validator ? headers.with("ETag", "\"x\"") : headers,
                new Body.Bytes(new byte[0]),
                parsed,
                Freshness.of(headers, null, parsed, false, Scene.START, Scene.START),
                Selecting.NOTHING);
    }

    private static String words(Verdict verdict) {
        if (verdict instanceof Verdict.Validate validate) {
            return "validate " + validate.reason().word();
        }
        if (verdict instanceof Verdict.Fetch fetch) {
            return "fetch " + fetch.reason().word();
        }
        return verdict instanceof Verdict.ServeAndRenew
                ? "renew"
                : verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Test
    void theReasonsAreTheWordsOfRfc9211() {
        assertThat(Reason.values())
                .extracting(Reason::word)
                .containsExactly("uri-miss", "vary-miss", "stale", "request");
    }
}
