package io.gatehouse.gateway.forward;

import java.io.IOException;

/** The client left while its request or its answer was on the way. */
public final class ClientGone extends IOException {
    public ClientGone() {
        super("the client has gone");
    }

    public ClientGone(Throwable cause) {
        super("the client has gone", cause);
    }
}
