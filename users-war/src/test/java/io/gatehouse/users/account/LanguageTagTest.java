package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {
    @ParameterizedTest
    @CsvSource({
        "en, en",
        "DE-at, de-AT",
        "zh-hant-tw, zh-Hant-TW",
        "es-419, es-419",
        "ca-es-valencia, ca-ES-valencia",
        "de-CH-1996, de-CH-1996",
        "en-US-u-hc-h12, en-US-u-hc-h12",
        "und, und",
        "de-x-Formal, de-x-formal"
    })
    void aTagIsKeptInItsUsualCase(String tag, String normal) {
        assertThat(tag).matches(LanguageTag.PATTERN);
        assertThat(LanguageTag.normal(tag)).isEqualTo(normal).matches(LanguageTag.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e",
                "de_AT",
                "de-",
                "-de",
                "de--AT",
                "de-A",
                "i-klingon",
                "english please",
                "de\n",
                "d\u00e9",
                "de-AT-u"
            })
    void whatIsNoTagStaysAsItIsAndIsRefused(String text) {
        assertThat(text).doesNotMatch(LanguageTag.PATTERN);
        assertThat(LanguageTag.normal(text)).isEqualTo(text);
    }

    @Test
    void aTagHasUpTo35Characters() {
        String longest = "de-AT-x" + "-abcdefg".repeat(3) + "-abc";

        assertThat(longest).hasSize(35).matches(LanguageTag.PATTERN);
        assertThat(LanguageTag.normal(longest)).isEqualTo(longest);
        assertThat(longest + "d").doesNotMatch(LanguageTag.PATTERN);
        assertThat("de" + "-abcdefgh".repeat(100_000)).doesNotMatch(LanguageTag.PATTERN);
    }

    @Test
    void whoSaysNothingHasNone() {
        assertThat(LanguageTag.normal(null)).isNull();
    }
}
