package io.gatehouse.gateway.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What few routes ask of a request. Nothing of it is looked for before a route asks. */
public interface Particulars {
    /** Nothing is known. */
    Particulars NONE = new Particulars() {
        @Override
        public String id() {
            return "";
        }

        @Override
        public @Nullable String host() {
            return null;
        }

        @Override
        public List<String> header(String name) {
            return List.of();
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }
    };

    /** The request id. */
    String id();

    /** The field {@code Host} as it came; null when there was none. */
    @Nullable
    String host();

    /** The values of all fields of this name, in order. */
    List<String> header(String name);

    /** When the request came. */
    Instant time();
}
