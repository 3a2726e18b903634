package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What answers tell browsers to be careful about: of the gateway, of a route that says how, and of an upstream that knows better. */
interface TellingBrowsers extends Situation {
    @Test
    default void everyAnswerTellsBrowsersToBeCareful() throws Exception {
        for (String path : List.of("/nowhere", "/health/live", "/api/transform/browser")) {
            HttpResponse<String> answer = send(to(path));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    default void aRouteMaySayByItselfHowCarefulBrowsersShouldBe() throws Exception {
        UPSTREAM.on("/things/careful/plain", call -> call.ok("plain"));

        HttpResponse<String> answer = send(to("/api/careful/plain"));

        assertThat(answer.body()).isEqualTo("plain");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(answer.headers().allValues("Referrer-Policy")).isEmpty();
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Strict-Transport-Security")).isEmpty();
    }

    @Test
    default void byHttpsItSaysForHowLongThereIsNoOtherWay() throws Exception {
        UPSTREAM.on("/things/careful/secured", call -> call.ok("secured"));

        try (SSLSocket client = LeavingClients.secured(LeavingClients.toSecurePort())) {
            client.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /api/careful/secured HTTP/1.1\nHost: h\nConnection: close\n\n"));

            assertThat(TestUpstream.head(client.getInputStream()))
                    .extracting(line -> line.toLowerCase(Locale.ROOT))
                    .anyMatch(line -> line.startsWith("http/1.1 200 "))
                    .contains("strict-transport-security: max-age=3600", "x-frame-options: sameorigin");
        }
    }

    @Test
    default void whatTheUpstreamSaysItselfStays() throws Exception {
        UPSTREAM.on("/things/careful/own", call -> call.say("""
                HTTP/1.1 200 OK
                X-Frame-Options: DENY
                Referrer-Policy: origin
                Content-Length: 0
                Connection: close

                """));

        HttpResponse<String> answer = send(to("/api/careful/own"));

        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("origin");
    }
}
