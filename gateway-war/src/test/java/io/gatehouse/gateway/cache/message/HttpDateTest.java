package io.gatehouse.gateway.cache.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 5.6.7 and RFC 9111 section 4.2. */
class HttpDateTest {
    private static final long EXPECTED = Instant.parse("1994-11-06T08:49:37Z").toEpochMilli();
    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "sun, 06 nov 1994 08:49:37 gmt",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void readsAllThreeForms(String written) {
        assertThat(HttpDate.parse(written, NOW)).isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "",
                "-1",
                "never",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun, 06 Nov 1994",
                "1994-11-06T08:49:37Z"
            })
    void whatIsNoDateIsInvalid(String written) {
        assertThat(HttpDate.parse(written, NOW)).isEqualTo(HttpDate.INVALID);
    }

    @Test
    void aYearOfTwoDigitsIsAtMostFiftyYearsAhead() {
        assertThat(Instant.ofEpochMilli(HttpDate.parse("Sunday, 06-Nov-76 08:49:37 GMT", NOW)))
                .isEqualTo("2076-11-06T08:49:37Z");
        assertThat(Instant.ofEpochMilli(HttpDate.parse("Sunday, 06-Nov-77 08:49:37 GMT", NOW)))
                .isEqualTo("1977-11-06T08:49:37Z");
    }

    @Test
    void section4_2_neitherZoneNorLanguageOfTheServerMatter() {
        TimeZone zone = TimeZone.getDefault();
        Locale language = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(HttpDate.of(EXPECTED)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
            assertThat(HttpDate.parse("SUN, 06 NOV 1994 08:49:37 GMT", NOW)).isEqualTo(EXPECTED);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(language);
        }
    }
}
