package io.gatehouse.kernel.idempotency;

import java.util.UUID;

/** What becomes of a request with a key. */
sealed interface Claim {
    /**
     * The request is ours to fulfil, until the lease ends.
     *
     * @param id of the request
     * @param token tells this claim from a later one on the same request
     */
    record Ours(String id, UUID token) implements Claim {}

    /** Somebody else is fulfilling it. */
    record InFlight() implements Claim {}

    /** The key was used for a request with another body. */
    record OtherBody() implements Claim {}

    /** It has been fulfilled. */
    record Fulfilled(KeptAnswer answer) implements Claim {}
}
