package io.gatehouse.gateway.forward;

import java.io.IOException;

/** Time ran out while the client's bytes were waited for, or the client for its own: nothing that the upstream could help. */
public final class ClientTooSlow extends IOException {
    public ClientTooSlow() {
        super("the client was too slow");
    }
}
