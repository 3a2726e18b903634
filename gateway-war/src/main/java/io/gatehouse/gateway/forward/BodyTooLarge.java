package io.gatehouse.gateway.forward;

import java.io.IOException;

/** Ends a request body that grows beyond its limit while it flows. */
final class BodyTooLarge extends IOException {
    static final String DETAIL = "The request body is larger than this route accepts.";

    BodyTooLarge() {
        super(DETAIL);
    }
}
