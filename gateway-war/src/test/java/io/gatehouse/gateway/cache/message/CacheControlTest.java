package io.gatehouse.gateway.cache.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 1.2.2, 4.2.1 and 5.2. */
class CacheControlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max-age=60                      | 60",
                "MAX-AGE=60                      | 60",
                "max-age=\"60\"                  | 60",
                "max-age = 60                    | 60",
                "public,max-age=60               | 60",
                " , ,max-age=60,                 | 60",
                "max-age=60, s-maxage=5          | 5",
                "s-maxage=0, max-age=60          | 0",
                "max-age=99999999999999999999    | 2147483648",
                "private=\"a, max-age=1\", max-age=2 | 2",
                "x=\"\\\", max-age=1\", max-age=2    | 2",
                "foo=\"bar, max-age=9            | -1",
                "maxage=60                       | -1"
            })
    void findsTheLifetimeOfAnswers(String written, long seconds) {
        assertThat(CacheControl.of(written).lifetime()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"max-age", "max-age=", "max-age=x", "max-age=-1", "max-age=1.5", "'max-age=0, max-age=60'"})
    void section4_2_1_whatIsNoLifetimeIsNone(String written) {
        assertThat(CacheControl.of(written).lifetime()).isZero();
    }

    @Test
    void section4_2_1_theFirstOfSeveralCounts() {
        assertThat(CacheControl.of("max-age=1, max-age=60").lifetime()).isEqualTo(1);
    }

    @Test
    void directivesMayStandInSeveralLines() {
        CacheControl control =
                CacheControl.of(Headers.of("Cache-Control", "max-age=7", "cache-control", "No-Cache, PUBLIC"));

        assertThat(control.lifetime()).isEqualTo(7);
        assertThat(control.noCache()).isTrue();
        assertThat(control.isPublic()).isTrue();
    }

    @Test
    void section5_2_2_privateAndNoCacheThatNameFieldsCountAsIfTheyNamedNone() {
        CacheControl control = CacheControl.of("private=\"set-cookie\", no-cache=\"x, no-store\"");

        assertThat(control.isPrivate()).isTrue();
        assertThat(control.noCache()).isTrue();
        assertThat(control.noStore()).isFalse();
    }

    @Test
    void section5_2_3_unknownDirectivesAreIgnored() {
        CacheControl control = CacheControl.of("community=\"UCI, no-store\", immutable, max-age=3");

        assertThat(control.lifetime()).isEqualTo(3);
        assertThat(control.noStore()).isFalse();
    }

    @Test
    void theRestIsThere() {
        CacheControl control = CacheControl.of(
                "no-store, must-revalidate, only-if-cached, max-stale, min-fresh=4, stale-if-error=5, stale-while-revalidate=6");

        assertThat(control.noStore()).isTrue();
        assertThat(control.forbidsStale()).isTrue();
        assertThat(control.allowsShared()).isTrue();
        assertThat(control.onlyIfCached()).isTrue();
        assertThat(control.maxStale()).isGreaterThan(1L << 40);
        assertThat(control.minFresh()).isEqualTo(4);
        assertThat(control.staleIfError()).isEqualTo(5);
        assertThat(control.staleWhileRevalidate()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"must-revalidate", "proxy-revalidate", "s-maxage=1", "no-cache"})
    void section4_2_4_whatForbidsStaleAnswers(String written) {
        assertThat(CacheControl.of(written).forbidsStale()).isTrue();
    }

    @Test
    void nothingSaysNothing() {
        assertThat(CacheControl.of(Headers.EMPTY)).isSameAs(CacheControl.NONE);
        assertThat(CacheControl.NONE.lifetime()).isEqualTo(CacheControl.ABSENT);
        assertThat(CacheControl.NONE.forbidsStale()).isFalse();
    }
}
