package io.gatehouse.gateway.cache.decision;

/** What is to be done with a request. */
public sealed interface Verdict {
    /** Why a request goes on; the words of RFC 9211. */
    enum Reason {
        URI_MISS("uri-miss"),
        VARY_MISS("vary-miss"),
        STALE("stale"),
        REQUEST("request");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The stored answer is given, fresh, or as stale as somebody allows. */
    record Serve() implements Verdict {}

    /** The stored answer is given although it is stale, and renewed meanwhile. */
    record ServeAndRenew() implements Verdict {}

    /** The upstream is asked whether the stored answer is still good. */
    record Validate(Reason reason) implements Verdict {}

    /** The upstream is asked for the answer. */
    record Fetch(Reason reason) implements Verdict {}

    /** The client wants no answer but a stored one, and there is none. */
    record Unsatisfiable() implements Verdict {}
}
