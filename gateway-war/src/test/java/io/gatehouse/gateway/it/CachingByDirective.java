package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What upstreams say about their answers, and what becomes of it. */
interface CachingByDirective extends Situation {
    @Test
    default void eachLanguageIsStoredForItself() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on("/things/cache/vary", call -> {
            String body = call.header("Accept-Language") + " " + calls.incrementAndGet();
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\nVary: Accept-Language\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        });

        for (int i = 0; i < 2; i++) {
            assertThat(inLanguage("en")).isEqualTo("[en] 1");
            assertThat(inLanguage("de")).isEqualTo("[de] 2");
        }
        assertThat(calls).hasValue(2);
    }

    private String inLanguage(String language) throws Exception {
        return send(to("/api/cache/vary").header("Accept-Language", language)).body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shared       | s-maxage=60, max-age=0  | 1",
                "shared-short | s-maxage=0, max-age=60  | 2",
                "none         | no-store, max-age=60    | 2",
                "private      | private, max-age=60     | 2",
                "always       | no-cache, max-age=60    | 2",
                "expires      | max-age=0               | 2"
            })
    default void theLifetimeIsWhatItSaysToSharedCaches(String name, String control, int asked) throws Exception {
        AtomicInteger calls = Caching.counting("/things/cache/" + name, "Cache-Control: " + control);

        send(to("/api/cache/" + name));
        HttpResponse<String> second = send(to("/api/cache/" + name));

        assertThat(second.body()).isEqualTo("answer " + asked);
        assertThat(calls).hasValue(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"must-revalidate", "proxy-revalidate", "s-maxage=0"})
    default void whatMustBeValidatedDoesNotStandInForABrokenUpstream(String directive) throws Exception {
        String path = "/cache/lenient/" + directive.replace('=', '-');
        Caching.counting("/things" + path, "Cache-Control: max-age=0, " + directive + "\r\nETag: \"1\"");
        assertThat(send(to("/api" + path)).body()).isEqualTo("answer 1");
        UPSTREAM.on(
                "/things" + path,
                call -> call.say("HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));

        assertThat(send(to("/api" + path)).statusCode()).isEqualTo(500);
    }

    @Test
    default void aLifetimeIsGuessedWhereTheRouteAllowsIt() throws Exception {
        DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
        String headers = "Date: " + format.format(Instant.now()) + "\r\nLast-Modified: "
                + format.format(Instant.now().minus(Duration.ofDays(2)));
        for (String path : new String[] {"/cache/lenient/guessed", "/cache/guessed"}) {
            UPSTREAM.on(
                    "/things" + path,
                    call -> call.say(
                            "HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "\r\nContent-Length: 1\r\n\r\nx"));
            send(to("/api" + path));
        }

        assertThat(status("/api/cache/lenient/guessed")).startsWith("gatehouse; hit; ttl=1");
        assertThat(status("/api/cache/guessed")).startsWith("gatehouse; fwd=stale");
    }

    private String status(String path) throws Exception {
        return send(to(path)).headers().firstValue("Cache-Status").orElse("");
    }

    @Test
    default void theAgeThatOtherCachesHaveCountedGoesOn() throws Exception {
        AtomicInteger calls = Caching.counting("/things/cache/aged", "Cache-Control: max-age=60\r\nAge: 42");
        send(to("/api/cache/aged"));

        HttpResponse<String> hit = send(to("/api/cache/aged"));

        assertThat(hit.headers().allValues("Age")).hasSize(1);
        assertThat(Integer.parseInt(hit.headers().firstValue("Age").orElseThrow()))
                .isBetween(42, 59);
        assertThat(calls).hasValue(1);
    }

    @Test
    default void aStaleAnswerIsGivenWhileItIsRenewed() throws Exception {
        AtomicInteger calls =
                Caching.counting("/things/cache/renewed", "Cache-Control: max-age=0, stale-while-revalidate=600");
        send(to("/api/cache/renewed"));

        HttpResponse<String> stale = send(to("/api/cache/renewed"));

        assertThat(stale.body()).isEqualTo("answer 1");
        assertThat(stale.headers().firstValue("Cache-Status").orElse("")).matches("gatehouse; hit; ttl=(0|-\\d+)");
        Instant end = Instant.now().plusSeconds(30);
        while (calls.get() < 2 && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        String renewed = send(to("/api/cache/renewed")).body();
        while (renewed.equals("answer 1") && Instant.now().isBefore(end)) {
            renewed = send(to("/api/cache/renewed")).body();
        }
        assertThat(renewed).as("the next get what was fetched meanwhile").isNotEqualTo("answer 1");
    }

    @Test
    default void aHeadFreshensWhatIsStored() throws Exception {
        AtomicInteger gets = new AtomicInteger();
        UPSTREAM.on("/things/cache/headed", call -> {
            boolean head = call.method().equals("HEAD");
            int age = head ? 60 : 0;
            gets.addAndGet(head ? 0 : 1);
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"1\"\r\nCache-Control: max-age=" + age
                    + "\r\nContent-Length: 4\r\n\r\n" + (head ? "" : "body"));
        });
        send(to("/api/cache/headed"));
        raw("HEAD /api/cache/headed HTTP/1.1\r\nHost: 127.0.0.1:" + GATEWAY + "\r\nConnection: close\r\n\r\n");

        HttpResponse<String> fresh = send(to("/api/cache/headed"));

        assertThat(fresh.headers().firstValue("Cache-Status").orElse("")).startsWith("gatehouse; hit");
        assertThat(fresh.body()).isEqualTo("body");
        assertThat(gets).hasValue(1);
    }
}
