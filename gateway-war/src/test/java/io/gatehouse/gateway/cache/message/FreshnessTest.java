package io.gatehouse.gateway.cache.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.Scene;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 4.2. */
class FreshnessTest {
    private static final long NOW = Scene.START;
    private static final String DATE = HttpDate.of(NOW);

    @Test
    void section4_2_1_sharedMaxAgeCountsBeforeMaxAgeBeforeExpires() {
        String expires = HttpDate.of(NOW + 7_000);

        assertThat(lifetime(Headers.of("Date", DATE, "Expires", expires, "Cache-Control", "max-age=5, s-maxage=3")))
                .isEqualTo(3_000);
        assertThat(lifetime(Headers.of("Date", DATE, "Expires", expires, "Cache-Control", "max-age=5")))
                .isEqualTo(5_000);
        assertThat(lifetime(Headers.of("Date", DATE, "Expires", expires))).isEqualTo(7_000);
    }

    @Test
    void section4_2_1_expiresCountsFromTheDateOfTheAnswerAndNotFromOurs() {
        assertThat(lifetime(Headers.of("Date", HttpDate.of(NOW - 3600_000), "Expires", HttpDate.of(NOW - 3590_000))))
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", ""})
    void section5_3_anInvalidExpiresIsInThePast(String expires) {
        assertThat(lifetime(Headers.of("Date", DATE, "Expires", expires, "Last-Modified", HttpDate.of(0))))
                .isZero();
    }

    @Test
    void section4_2_1_severalExpiresMakeTheAnswerStale() {
        String later = HttpDate.of(NOW + 7_000);

        assertThat(lifetime(Headers.of("Date", DATE, "Expires", later, "Expires", later)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"100, 10000", "8640, 864000", "864000, 86400000", "999999999, 86400000", "-50, 0"})
    void section4_2_2_aGuessIsATenthOfTheTimeSinceTheLastChangeAndAtMostADay(long seconds, long lifetime) {
        Headers headers = Headers.of("Date", DATE, "Last-Modified", HttpDate.of(NOW - seconds * 1000));

        assertThat(of(headers, null, true, NOW, NOW).lifetime()).isEqualTo(lifetime);
        assertThat(of(headers, null, false, NOW, NOW).lifetime()).isZero();
    }

    @Test
    void section4_2_2_nothingIsGuessedWhereALifetimeIsGiven() {
        String old = HttpDate.of(0);

        assertThat(of(Headers.of("Last-Modified", old, "Cache-Control", "max-age=1"), null, true, NOW, NOW)
                        .lifetime())
                .isEqualTo(1_000);
        assertThat(of(Headers.of("Last-Modified", old, "Expires", "0"), null, true, NOW, NOW)
                        .lifetime())
                .isZero();
    }

    @Test
    void section4_2_3_theAgeOfOtherCachesCountsFromWhenWeAsked() {
        Freshness freshness =
                of(Headers.of("Date", DATE, "Cache-Control", "max-age=60"), "10", false, NOW, NOW + 4_000);

        assertThat(freshness.age(NOW + 4_000)).isEqualTo(14_000);
        assertThat(freshness.age(NOW + 9_000)).isEqualTo(19_000);
        assertThat(freshness.timeToLive(NOW + 9_000)).isEqualTo(41_000);
    }

    @Test
    void section4_2_3_anAnswerIsAtLeastAsOldAsItsDateSays() {
        Headers headers = Headers.of("Date", HttpDate.of(NOW - 30_000), "Cache-Control", "max-age=60");

        assertThat(of(headers, "10", false, NOW, NOW).age(NOW)).isEqualTo(30_000);
        assertThat(of(headers, "40", false, NOW, NOW).age(NOW)).isEqualTo(40_000);
    }

    @Test
    void section4_2_3_aDateInTheFutureMakesNothingYoungerThanNew() {
        assertThat(of(Headers.of("Date", HttpDate.of(NOW + 9_000)), null, false, NOW, NOW)
                        .age(NOW))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1, 2", "old", "1.5", ""})
    void section5_1_anInvalidAgeMakesTheAnswerStale(String age) {
        Freshness freshness = of(Headers.of("Date", DATE, "Cache-Control", "max-age=60"), age, false, NOW, NOW);

        assertThat(freshness.timeToLive(NOW)).isNotPositive();
    }

    @Test
    void section4_2_freshIsWhoseLifetimeIsLongerThanItsAge() {
        Freshness freshness = of(Headers.of("Date", DATE, "Cache-Control", "max-age=2"), null, false, NOW, NOW);

        assertThat(freshness.timeToLive(NOW + 1_999)).isPositive();
        assertThat(freshness.timeToLive(NOW + 2_000)).isNotPositive();
    }

    /** The formulas of the RFC, word by word and in whole seconds. */
    @Test
    void agreesWithTheFormulasOfTheRfc() {
        Random random = new Random(9111);
        for (int i = 0; i < 20_000; i++) {
            long request = 800_000_000L + random.nextInt(1000);
            long response = request + random.nextInt(10);
            long date = response - 20 + random.nextInt(40);
            long now = response + random.nextInt(100);
            Long age = random.nextBoolean() ? (long) random.nextInt(30) : null;
            Long maxAge = random.nextBoolean() ? (long) random.nextInt(60) : null;
            Long shared = random.nextInt(3) == 0 ? (long) random.nextInt(60) : null;
            Long expires = random.nextBoolean() ? date - 30 + random.nextInt(90) : null;
            Headers headers = headers(date, maxAge, shared, expires);

            Freshness freshness =
                    of(headers, age == null ? null : age.toString(), false, request * 1000, response * 1000);

            long apparentAge = Math.max(0, response - date);
            long correctedAge = (age == null ? 0 : age) + (response - request);
            long currentAge = Math.max(apparentAge, correctedAge) + (now - response);
            long lifetime = shared != null
                    ? shared
                    : maxAge != null ? maxAge : expires != null ? Math.max(0, expires - date) : 0;
            assertThat(freshness.age(now * 1000)).isEqualTo(currentAge * 1000);
            assertThat(freshness.timeToLive(now * 1000) > 0).as("%s", headers).isEqualTo(lifetime > currentAge);
        }
    }

    private static Headers headers(long date, @Nullable Long maxAge, @Nullable Long shared, @Nullable Long expires) {
        Headers headers = Headers.of("Date", HttpDate.of(date * 1000));
        String control = String.format(
                Locale.ROOT,
                "x%s%s",
                maxAge == null ? "" : ", max-age=" + maxAge,
                shared == null ? "" : ", s-maxage=" + shared);
        headers = headers.with("Cache-Control", control);
        return expires == null ? headers : headers.with("Expires", HttpDate.of(expires * 1000));
    }

    private static long lifetime(Headers headers) {
        return of(headers, null, false, NOW, NOW).lifetime();
    }

    private static Freshness of(Headers headers, @Nullable String age, boolean heuristic, long asked, long received) {
        return Freshness.of(headers, age, CacheControl.of(headers), heuristic, asked, received);
    }
}
