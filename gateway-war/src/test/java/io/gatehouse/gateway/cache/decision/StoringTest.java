package io.gatehouse.gateway.cache.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.Scene;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 3. */
class StoringTest {
    private static final Request ANONYMOUS = Scene.request("GET", "/a");

    @Test
    void anAnswerWithALifetimeIsStored() {
        assertThat(obstacle(ANONYMOUS, 200, "max-age=1")).isNull();
        assertThat(obstacle(ANONYMOUS, 200, "s-maxage=1")).isNull();
    }

    @Test
    void section3_noStoreOfEitherSideForbidsIt() {
        assertThat(obstacle(ANONYMOUS, 200, "max-age=1, no-store")).isEqualTo("no-store");
        assertThat(obstacle(Scene.request("GET", "/a", "Cache-Control", "no-store"), 200, "max-age=1"))
                .isEqualTo("no-store");
    }

    @Test
    void section5_2_2_3_noStoreIsIgnoredWhereItIsForThoseWhoDoNotUnderstandTheStatus() {
        assertThat(obstacle(ANONYMOUS, 200, "max-age=1, no-store, must-understand"))
                .isNull();
        assertThat(obstacle(ANONYMOUS, 599, "max-age=1, no-store, must-understand"))
                .isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private, max-age=1", "private=\"x\", max-age=1, public"})
    void section3_privateForbidsIt(String control) {
        assertThat(obstacle(ANONYMOUS, 200, control)).isEqualTo("private");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 204, 300, 301, 302, 303, 307, 308, 404, 405, 410, 414, 501})
    void section3_aKnownStatusIsStored(int status) {
        assertThat(obstacle(ANONYMOUS, status, "max-age=1")).isNull();
        assertThat(obstacle(ANONYMOUS, status, "max-age=1, must-understand")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 206, 304, 400, 401, 403, 407, 408, 413, 425, 429, 431, 451, 500, 502, 503, 504, 599})
    void section3_partsAndUpdatesAndUnknownStatusesAndRefusalsAreNot(int status) {
        assertThat(obstacle(ANONYMOUS, status, "public, max-age=60")).isEqualTo("status");
        assertThat(obstacle(ANONYMOUS, status, "public, max-age=60, must-understand"))
                .isEqualTo("status");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 303, 307})
    void section3_aStatusThatIsNotCacheableByItselfNeedsALifetime(int status) {
        Headers headers = Headers.of("ETag", "\"x\"");

        assertThat(obstacle(ANONYMOUS, status, headers, Scene.SETTINGS)).isEqualTo("no-lifetime");
        assertThat(obstacle(ANONYMOUS, status, headers.with("Expires", "0"), Scene.SETTINGS))
                .isNull();
        assertThat(obstacle(ANONYMOUS, 200, headers, Scene.SETTINGS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=60,,credentials",
        "'max-age=60, proxy-revalidate',,credentials",
        "'public, max-age=60',,",
        "s-maxage=60,,",
        "'max-age=60, must-revalidate',,"
    })
    void section3_5_theAnswerToARequestThatSaysWhoAsksIsStoredOnlyIfItSaysSo(
            String control, @Nullable String ignored, @Nullable String expected) {
        assertThat(obstacle(Scene.of("ada", ANONYMOUS), 200, control)).isEqualTo(expected);
        assertThat(obstacle(Scene.request("GET", "/a", "authorization", "Basic x"), 200, control))
                .isEqualTo(expected);
        assertThat(obstacle(Scene.request("GET", "/a", "Cookie", "session=1"), 200, control))
                .isEqualTo(expected);
        assertThat(obstacle(Scene.request("GET", "/a", "X-Api-Key", "k"), 200, control))
                .isEqualTo(expected);
    }

    @Test
    void aCookieIsForOneClientUnlessTheAnswerSaysThatItIsPublic() {
        Headers cookie = Headers.of("Set-Cookie", "a=1", "Cache-Control", "s-maxage=60");

        assertThat(obstacle(ANONYMOUS, 200, cookie, Scene.SETTINGS)).isEqualTo("set-cookie");
        assertThat(obstacle(ANONYMOUS, 200, cookie.with("Cache-Control", "public, max-age=60"), Scene.SETTINGS))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "Accept, *", "X-Forwarded-For", "forwarded", "Via", "X_Forwarded_Proto", "X-Request-Id"})
    void section4_1_whatVariesByEverythingOrByWhatTheCacheDoesNotSeeIsNotStored(String vary) {
        Headers headers = Headers.of("Cache-Control", "max-age=60", "Vary", vary);

        assertThat(obstacle(ANONYMOUS, 200, headers, Scene.SETTINGS)).isEqualTo("vary");
    }

    @Test
    void whatIsTooLargeIsNotStored() {
        Headers headers = Headers.of("Cache-Control", "max-age=60");

        assertThat(Storing.obstacle(
                        Terms.of(ANONYMOUS),
                        new Response(200, headers, new Source().body((1 << 20) + 1)),
                        Selecting.NOTHING,
                        CacheControl.of(headers),
                        Scene.SETTINGS))
                .isEqualTo("too-large");
    }

    @Test
    void whatCouldNeverBeGivenIsNotStored() {
        Caching.On lenient =
                new Caching.On(1 << 20, false, Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(5));

        assertThat(obstacle(ANONYMOUS, 200, Headers.EMPTY, Scene.SETTINGS)).isEqualTo("no-lifetime");
        assertThat(obstacle(ANONYMOUS, 200, "max-age=0")).isEqualTo("no-lifetime");
        assertThat(obstacle(ANONYMOUS, 200, "no-cache, max-age=60")).isEqualTo("no-lifetime");
        assertThat(obstacle(ANONYMOUS, 200, "max-age=0, stale-if-error=60")).isNull();
        assertThat(obstacle(ANONYMOUS, 200, Headers.EMPTY, lenient)).isNull();
        assertThat(obstacle(
                        ANONYMOUS, 200, Headers.of("Cache-Control", "no-cache, max-age=60", "ETag", "\"x\""), lenient))
                .isNull();
    }

    @Test
    void section3_1_fieldsOfTheConnectionAndOfProxiesAreNotStored() {
        Headers stored = StoredResponse.storable(
                200,
                Headers.of(
                        "Connection", "close",
                        "Keep-Alive", "timeout=1",
                        "Proxy-Authenticate", "Basic",
                        "Proxy-Authentication-Info", "x",
                        "Proxy-Authorization", "x",
                        "TE", "trailers",
                        "Transfer-Encoding", "chunked",
                        "Upgrade", "h2c",
                        "Age", "7",
                        "X-Request-Id", "1",
                        "Content-Length", "99",
                        "X-Unknown", "kept",
                        "Set-Cookie", "a",
                        "Set-Cookie", "b"),
                Scene.START,
                3);

        assertThat(stored)
                .isEqualTo(Headers.of(
                        "X-Unknown", "kept",
                        "Set-Cookie", "a",
                        "Set-Cookie", "b",
                        "Date", "Sun, 06 Nov 1994 08:49:37 GMT",
                        "Content-Length", "3"));
    }

    private static @Nullable String obstacle(Request request, int status, String control) {
        return obstacle(request, status, Headers.of("Cache-Control", control), Scene.SETTINGS);
    }

    private static @Nullable String obstacle(Request request, int status, Headers headers, Caching.On settings) {
        return Storing.obstacle(
                Terms.of(request),
                new Response(status, headers, Body.EMPTY),
                Selecting.of(headers, request),
                CacheControl.of(headers),
                settings);
    }
}
