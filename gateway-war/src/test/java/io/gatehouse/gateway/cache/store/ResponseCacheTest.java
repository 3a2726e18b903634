package io.gatehouse.gateway.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.cache.Scene;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
    private final List<String> evicted = new ArrayList<>();
    private final ResponseCache cache = new ResponseCache(100_000, evicted::add);
    private final Realm realm = new Realm("products", Scene.SETTINGS, Scene.UNCOUNTED, cache);
    private final Realm other = new Realm("orders", Scene.SETTINGS, Scene.UNCOUNTED, cache);
    private final CachePurge purge = new CachePurge(cache);

    @Test
    void neverHoldsMoreBytesThanItMay() {
        for (int i = 0; i < 1_000; i++) {
            put("http://h/a" + i, realm, 1_000);
        }

        assertThat(cache.bytes()).isBetween(50_000L, 100_000L);
        assertThat(cache.entries()).isLessThan(100);
        assertThat(evicted).hasSize(1_000 - (int) cache.entries()).containsOnly("products");
    }

    @Test
    void whatIsLargerThanAllOfItIsNotHeld() {
        put("http://h/a", realm, 200_000);

        assertThat(cache.find("http://h/a")).isNull();
    }

    @Test
    void theBytesOfFieldsCountToo() {
        StoredResponse bare = stored(realm, 10, Headers.EMPTY, Headers.EMPTY);
        StoredResponse wordy = stored(realm, 10, Headers.of("X", "y".repeat(1_000)), Headers.EMPTY);

        assertThat(wordy.weight()).isGreaterThan(bare.weight() + 1_000);
    }

    @Test
    void whatWasAskedForBeforeAnInvalidationDoesNotComeIn() {
        long version = cache.version("http://h/a");
        cache.invalidate("http://h/a");
        cache.put("http://h/a", stored(realm, 1, Headers.EMPTY, Headers.EMPTY), version);
        assertThat(cache.find("http://h/a")).isNull();

        long later = cache.version("http://h/b");
        purge.route("nothing");
        cache.put("http://h/b", stored(realm, 1, Headers.EMPTY, Headers.EMPTY), later);
        assertThat(cache.find("http://h/b")).isNull();
    }

    @Test
    void theNewestAnswerSaysWhatTheResourceVariesBy() {
        Headers vary = Headers.of("Vary", "Accept");
        put("http://h/a", stored(realm, 1, vary, Headers.of("Accept", "x")));
        put("http://h/a", stored(realm, 1, vary, Headers.of("Accept", "y")));
        put("http://h/a", stored(other, 1, Headers.EMPTY, Headers.EMPTY));
        assertThat(variants("http://h/a")).isEqualTo(3);

        put("http://h/a", stored(realm, 1, vary, Headers.of("Accept", "x")));
        assertThat(variants("http://h/a")).isEqualTo(3);

        put("http://h/a", stored(realm, 1, Headers.EMPTY, Headers.EMPTY));
        assertThat(variants("http://h/a")).isEqualTo(2);
    }

    @Test
    void oneAnswerIsTakenOut() {
        StoredResponse one = stored(realm, 1, Headers.of("Vary", "Accept"), Headers.of("Accept", "x"));
        put("http://h/a", one);
        put("http://h/a", stored(realm, 1, Headers.of("Vary", "Accept"), Headers.EMPTY));

        cache.remove("http://h/a", one);

        assertThat(variants("http://h/a")).isEqualTo(1);
        cache.remove("http://h/nothing", one);
    }

    @Test
    void copiesHaveABudget() {
        assertThat(cache.reserve(60_000)).isTrue();
        assertThat(cache.reserve(60_000)).isFalse();
        assertThat(cache.reserved()).isEqualTo(60_000);
        cache.release(60_000);
        assertThat(cache.reserve(100_000)).isTrue();
    }

    @Test
    void purgesAnAddress() {
        fill();

        assertThat(purge.url("HTTP://H:80/products/1?x=1")).isEqualTo(1);
        assertThat(purge.url("http://h/products/1?x=1")).isZero();
        assertThat(purge.url("/products/1")).isEqualTo(2);
        assertThat(purge.url("nonsense")).isZero();
        assertThat(cache.entries()).isEqualTo(3);
    }

    @Test
    void purgesWhatIsUnderAPath() {
        fill();

        assertThat(purge.pathPrefix("/products/")).isEqualTo(4);
        assertThat(purge.pathPrefix("/products")).isZero();
        assertThat(purge.pathPrefix("")).as("no slip of the hand empties it").isZero();
        assertThat(purge.pathPrefix("orders")).isZero();
        assertThat(purge.all("false")).isZero();
        assertThat(cache.find("http://h/products2")).isNotNull();
    }

    @Test
    void purgesARouteOrEverything() {
        fill();

        assertThat(purge.route("orders")).isEqualTo(1);
        assertThat(purge.all("true")).isEqualTo(5);
        assertThat(cache.entries()).isZero();
    }

    @Test
    void aRealmThatEndsLeavesNothing() {
        fill();

        other.close();

        assertThat(cache.entries()).isEqualTo(5);
    }

    /** A map without bounds, in which the same things happen. */
    @Test
    void holdsWhatANaiveMapHolds() {
        Random random = new Random(1);
        ResponseCache roomy = new ResponseCache(Integer.MAX_VALUE, route -> {});
        Map<String, StoredResponse> naive = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String key = "http://h/" + (char) ('a' + random.nextInt(5)) + "/" + random.nextInt(5);
            switch (random.nextInt(10)) {
                case 0 -> {
                    roomy.invalidate(key);
                    naive.remove(key);
                }
                case 1 -> {
                    String prefix = key.substring("http://h".length(), key.lastIndexOf('/'));
                    new CachePurge(roomy).pathPrefix(prefix);
                    naive.keySet().removeIf(known -> known.startsWith("http://h" + prefix + "/"));
                }
                default -> {
                    StoredResponse stored = stored(realm, 1, Headers.EMPTY, Headers.EMPTY);
                    roomy.put(key, stored, roomy.version(key));
                    naive.put(key, stored);
                }
            }
            Resource found = roomy.find(key);
            assertThat(found == null ? null : found.variants().get(0)).isSameAs(naive.get(key));
        }
    }

    private void fill() {
        put("http://h/products", realm, 1);
        put("http://h/products/1", realm, 1);
        put("http://h/products/1?x=1", realm, 1);
        put("https://other/products/1", realm, 1);
        put("http://h/products2", realm, 1);
        put("http://h/orders", other, 1);
    }

    private int variants(String key) {
        Resource resource = cache.find(key);
        return resource == null ? 0 : resource.variants().size();
    }

    private void put(String key, Realm of, int size) {
        put(key, stored(of, size, Headers.EMPTY, Headers.EMPTY));
    }

    private void put(String key, StoredResponse stored) {
        cache.put(key, stored, cache.version(key));
    }

    private static StoredResponse stored(Realm realm, int size, Headers headers, Headers request) {
        Selecting selecting = Selecting.of(headers, request, List.of());
        return new StoredResponse(
                realm,
                200,
                headers,
                new Body.Bytes(new byte[size]),
                CacheControl.NONE,
                new Freshness(0, 0, 0),
                selecting == null ? Selecting.NOTHING : selecting);
    }
}
