package io.gatehouse.kernel.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who does what is done just now. */
@ApplicationScoped
public class Actor {
    @Inject
    Caller caller;

    /** The user's id; null when the system does it by itself, or for a visitor without a token. */
    public @Nullable UUID id() {
        try {
            return caller.isKnown() ? caller.id() : null;
        } catch (ContextNotActiveException nobodyCalls) {
            return null;
        }
    }
}
