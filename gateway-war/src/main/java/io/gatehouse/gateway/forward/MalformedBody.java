package io.gatehouse.gateway.forward;

import java.io.IOException;

/** The client's body is not in the coding that its header names. */
public final class MalformedBody extends IOException {
    /** @param what there is instead, for people */
    public MalformedBody(String what) {
        super(what);
    }
}
