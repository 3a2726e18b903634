package io.gatehouse.gateway.cache.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.Scene;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 3.2, 4.3.2 to 4.3.5. */
class PreconditionsTest {
    private static final String MODIFIED = "Sat, 05 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sat, 05 Nov 1994 08:49:36 GMT";
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*               | true",
                "\"x\"           | true",
                "W/\"x\"         | true",
                "\"y\", \"x\"    | true",
                "\"y,\",\"x\"    | true",
                "\"y\"           | false",
                "\"xx\"          | false",
                "\"y, \\\"x\"    | false",
                "x               | false",
                "\"x             | false",
                "``              | false"
            })
    void section4_3_2_ifNoneMatchComparesWeakly(String written, boolean notModified) {
        Headers request = Headers.of("If-None-Match", written);

        assertThat(Preconditions.notModified(request, stored(200, "ETag", "\"x\"")))
                .isEqualTo(notModified);
        assertThat(Preconditions.notModified(request, stored(200, "ETag", "W/\"x\"")))
                .isEqualTo(notModified);
    }

    @Test
    void section4_3_2_withIfNoneMatchTheDateCountsForNothing() {
        Headers request = Headers.of("If-None-Match", "\"y\"", "If-Modified-Since", MODIFIED);

        assertThat(Preconditions.notModified(request, stored(200, "ETag", "\"x\"", "Last-Modified", MODIFIED)))
                .isFalse();
        assertThat(Preconditions.notModified(request, stored(200, "Last-Modified", MODIFIED)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MODIFIED + "|" + MODIFIED + "| true",
                MODIFIED + "|" + BEFORE + "| false",
                BEFORE + "|" + MODIFIED + "| true",
                MODIFIED + "| Saturday, 05-Nov-94 08:49:37 GMT | true",
                MODIFIED + "| nonsense | false",
                "nonsense |" + MODIFIED + "| false",
                "|" + DATE + "| true",
                "|" + MODIFIED + "| false"
            })
    void section4_3_2_ifModifiedSinceComparesDates(@Nullable String modified, String since, boolean notModified) {
        StoredResponse stored = modified == null ? stored(200) : stored(200, "Last-Modified", modified);

        assertThat(Preconditions.notModified(Headers.of("If-Modified-Since", since), stored))
                .isEqualTo(notModified);
    }

    @Test
    void section4_3_2_onlyAnswersThatSucceededAreNotModified() {
        assertThat(Preconditions.notModified(Headers.of("If-None-Match", "*"), stored(404)))
                .isFalse();
        assertThat(Preconditions.notModified(
                        Headers.of("If-Modified-Since", MODIFIED, "If-Modified-Since", MODIFIED),
                        stored(200, "Last-Modified", MODIFIED)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x\"   |          | \"x\"   |          | true",
                "\"x\"   |          | \"y\"   |          | false",
                "\"x\"   |          | W/\"x\" |          | true",
                "W/\"x\" |          | \"x\"   |          | false",
                "W/\"x\" |          | W/\"x\" |          | true",
                "W/\"x\" |          | W/\"y\" |          | false",
                "        | m        | \"x\"   |          | false",
                "\"x\"   | m        |         | m        | true",
                "\"x\"   | m        |         | n        | false",
                "\"x\"   | m        |         |          | true",
                "        |          |         |          | true"
            })
    void section4_3_4_a304UpdatesOnlyTheAnswerThatItMeans(
            @Nullable String etag,
            @Nullable String modified,
            @Nullable String newEtag,
            @Nullable String newModified,
            boolean concerns) {
        assertThat(Freshening.concerns(stored(200, fields(etag, modified)), Headers.of(fields(newEtag, newModified))))
                .isEqualTo(concerns);
    }

    @ParameterizedTest
    @CsvSource({"ETag, \"x\", true", "ETag, W/\"x\", false", "Last-Modified, n, false", "Content-Length, 4, false"})
    void section4_3_5_aHeadDescribesTheAnswerWithTheSameValidatorsAndLength(String name, String value, boolean same) {
        StoredResponse stored = stored(200, "ETag", "\"x\"", "Last-Modified", "m", "Content-Length", "3");

        assertThat(Freshening.describes(stored, Headers.of(name, value))).isEqualTo(same);
        assertThat(Freshening.describes(stored, Headers.EMPTY)).isTrue();
    }

    @Test
    void section3_2_theFieldsOfAnUpdateReplaceAllOfTheirNameButThoseOfTheBody() {
        StoredResponse stored =
                stored(200, "X-Old", "1", "X-Twice", "1", "x-twice", "2", "Content-Encoding", "gzip", "Date", DATE);

        Headers merged = Freshening.merged(
                stored,
                Headers.of(
                        "X-Twice", "3",
                        "X-New", "4",
                        "X-New", "5",
                        "Content-Encoding", "identity",
                        "Content-Length", "99",
                        "Connection", "close",
                        "Age", "7"),
                Scene.START + 1_000);

        assertThat(merged)
                .isEqualTo(Headers.of(
                        "X-Old", "1",
                        "Content-Encoding", "gzip",
                        "X-Twice", "3",
                        "X-New", "4",
                        "X-New", "5",
                        "Date", "Sun, 06 Nov 1994 08:49:38 GMT",
                        "Content-Length", "3"));
    }

    @Test
    void section4_3_1_aValidationBearsTheStoredValidatorsInPlaceOfTheClients() {
        Headers client = Headers.of("if-none-match", "\"c\"", "Accept", "x", "If-Modified-Since", "c");

        assertThat(Preconditions.asking(client, stored(200, "ETag", "\"x\"", "Last-Modified", "m")))
                .isEqualTo(Headers.of("Accept", "x", "If-None-Match", "\"x\"", "If-Modified-Since", "m"));
        assertThat(Preconditions.asking(client, null)).isEqualTo(Headers.of("Accept", "x"));
    }

    private static String[] fields(@Nullable String etag, @Nullable String modified) {
        return etag == null
                ? modified == null ? new String[0] : new String[] {"Last-Modified", modified}
                : modified == null
                        ? new String[] {"ETag", etag}
                        : new String[] {"ETag", etag, "Last-Modified", modified};
    }

    private static StoredResponse stored(int status, String... headers) {
        Headers all = Headers.of(headers);
        return new StoredResponse(
                new Scene().realm,
                status,
                all.contains("Date") ? all : all.with("Date", DATE),
                new Body.Bytes(new byte[3]),
                CacheControl.NONE,
                new Freshness(0, 0, Scene.START),
                Selecting.NOTHING);
    }
}
