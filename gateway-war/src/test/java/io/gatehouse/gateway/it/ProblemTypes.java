package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that follows the type of a problem finds out what it means. */
interface ProblemTypes extends Situation {
    @Test
    default void theTypeOfAProblemLeadsToItsPage() throws Exception {
        String type = send(to("/nowhere")).body().replaceAll(".*\"type\":\"([^\"]*)\".*", "$1");

        HttpResponse<String> page = send(to(type));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).contains("<h1>No route</h1>", "<code>NO_ROUTE</code>");
    }

    @Test
    default void itsPageIsSentOnce() throws Exception {
        String etag =
                send(to("/problems/not-found")).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(to("/problems/not-found").header("If-None-Match", etag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems",
                "/problems/",
                "/problems/nothing",
                "/problems/NOT_FOUND",
                "/problems/%3Cscript%3E",
                "/problems/not-found;x=1",
                "/problems/%2e%2e/health"
            })
    default void aTypeThatThereIsNotIsAProblemItself(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 40[04]").contains("application/problem+json", "\"code\":");
    }

    @Test
    default void aPageIsOnlyRead() throws Exception {
        HttpResponse<String> refused = send(to("/problems/not-found").POST(BodyPublishers.ofString("x")));

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }
}
