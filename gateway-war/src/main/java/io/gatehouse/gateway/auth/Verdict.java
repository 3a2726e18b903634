package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Identity;

/** What came of looking at a token. */
sealed interface Verdict {
    /** The token is good. */
    record Accepted(Identity identity) implements Verdict {}

    /** The token is not good; {@code reason} may be told to its bearer. */
    record Rejected(String reason) implements Verdict {}

    /** Nobody can say: the issuer's keys have never been seen and cannot be had now. */
    record Undecided() implements Verdict {}
}
