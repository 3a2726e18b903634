package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.ServletRequestWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own words are those of its table of statuses, where it writes CUSTOM for all others. */
class ReasonPhraseTest {
    private static final String UNKNOWN = "CUSTOM";

    /** With the RFC that registers it. */
    @ParameterizedTest
    @CsvSource({
        "207, Multi-Status, RFC 4918",
        "208, Already Reported, RFC 5842",
        "226, IM Used, RFC 3229",
        "422, Unprocessable Content, RFC 9110",
        "423, Locked, RFC 4918",
        "424, Failed Dependency, RFC 4918",
        "425, Too Early, RFC 8470",
        "426, Upgrade Required, RFC 9110",
        "428, Precondition Required, RFC 6585",
        "429, Too Many Requests, RFC 6585",
        "451, Unavailable For Legal Reasons, RFC 7725",
        "506, Variant Also Negotiates, RFC 2295",
        "507, Insufficient Storage, RFC 4918",
        "508, Loop Detected, RFC 5842",
        "511, Network Authentication Required, RFC 6585"
    })
    void whatTheServerDoesNotKnowHasTheWordsOfItsRfc(int status, String words, String rfc) {
        assertThat(ofServer(status)).isEqualTo(UNKNOWN);
        assertThat(ReasonPhrase.of(status)).as(rfc).isEqualTo(words);
    }

    @Test
    void nothingElseHasWordsSoThatTheServersStay() {
        assertThat(IntStream.range(0, 1_000)
                        .filter(status -> !ReasonPhrase.of(status).isEmpty())
                        .boxed())
                .hasSize(15)
                .allSatisfy(status -> assertThat(ofServer(status)).isEqualTo(UNKNOWN));
    }

    @Test
    void theServersAnswerIsToldWordsWhereThereAreAny() {
        AsPayaras request = new AsPayaras();

        for (int status : new int[] {200, 404, 413, 429, 499, 503, 599}) {
            ReasonPhrase.write(status, request);
        }

        assertThat(request.written).containsExactly("Too Many Requests");
    }

    @Test
    void aServerThatIsNotPayaraOrHasTakenTheRequestBackIsLeftAlone() {
        assertThatCode(() -> {
                    ReasonPhrase.write(429, ClientConnectionTest.anyRequest());
                    ReasonPhrase.write(429, new ClientConnectionTest.TakenBack());
                })
                .doesNotThrowAnyException();
    }

    private static String ofServer(int status) {
        return HttpStatus.getHttpStatus(status).getReasonPhrase();
    }

    /** Leads to the server's answer, as Payara's does. */
    public static final class AsPayaras extends ServletRequestWrapper {
        private final List<String> written = new ArrayList<>();

        AsPayaras() {
            super(ClientConnectionTest.anyRequest());
        }

        public AsPayaras getUnwrappedCoyoteRequest() {
            return this;
        }

        public AsPayaras getCoyoteRequest() {
            return this;
        }

        public AsPayaras getResponse() {
            return this;
        }

        public void setDetailMessage(String words) {
            written.add(words);
        }
    }
}
