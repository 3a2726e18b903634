package io.gatehouse.gateway.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request heads for tests. */
final class Heads {
    private Heads() {}

    static RequestHead get(String path) {
        return new RequestHead("GET", path, null);
    }

    static RequestHead with(Told told) {
        return new RequestHead("GET", "/x", null, told);
    }

    static RequestHead at(String path, Told told) {
        return new RequestHead("GET", path, null, told);
    }

    /** Particulars that count how often they are asked. */
    static final class Told implements Particulars {
        private final Map<String, List<String>> headers;
        private final @Nullable String host;
        private final String id;
        private final Instant time;
        int asked;

        Told(String id, @Nullable String host, Instant time, Map<String, List<String>> headers) {
            this.id = id;
            this.host = host;
            this.time = time;
            this.headers = headers;
        }

        static Told host(String host) {
            return new Told("", host, Instant.EPOCH, Map.of());
        }

        static Told header(String name, String... values) {
            return new Told("", null, Instant.EPOCH, Map.of(name, List.of(values)));
        }

        static Told id(String id) {
            return new Told(id, null, Instant.EPOCH, Map.of());
        }

        static Told time(Instant time) {
            return new Told("", null, time, Map.of());
        }

        @Override
        public String id() {
            asked++;
            return id;
        }

        @Override
        public @Nullable String host() {
            asked++;
            return host;
        }

        @Override
        public List<String> header(String name) {
            asked++;
            return headers.getOrDefault(name, List.of());
        }

        @Override
        public Instant time() {
            asked++;
            return time;
        }
    }
}
