package io.gatehouse.gateway.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP, deflate, br | true",
                "x-gzip | true",
                "deflate, br | false",
                "'' | false",
                "gzip;q=0 | false",
                "gzip; q=0.001 | true",
                "gzip;q=0.5, identity | false",
                "gzip;q=1.0, identity;q=0.5 | true",
                "* | true",
                "*;q=0 | false",
                "*, gzip;q=0 | false",
                "identity;q=0, *;q=0.1 | true",
                "gzip;q=2 | false",
                "gzip;q=abc | false",
                "gzip;level=9 | false",
                "gzipped | false"
            })
    void gzipMustBeWantedNoLessThanPlainContent(String field, boolean wanted) {
        assertThat(AcceptEncoding.prefersGzip(Headers.of("Accept-Encoding", field)))
                .isEqualTo(wanted);
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(AcceptEncoding.prefersGzip(Headers.of("Accept-Encoding", "br", "accept-encoding", "gzip")))
                .isTrue();
    }

    @Test
    void whoSaysNothingGetsPlainContent() {
        assertThat(AcceptEncoding.prefersGzip(Headers.EMPTY)).isFalse();
    }
}
