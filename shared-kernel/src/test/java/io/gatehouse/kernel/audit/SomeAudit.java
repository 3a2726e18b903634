package io.gatehouse.kernel.audit;

import io.gatehouse.kernel.identity.Actor;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit outside a container, for tests of other modules; what happens is the system's doing. */
public final class SomeAudit {
    private SomeAudit() {}

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    public static AuditTrail on(EntityManager entities) {
        AuditTrail audit = new AuditTrail();
        audit.entities = entities;
        audit.actor = new Actor() {
            @Override
            public @Nullable UUID id() {
                return null;
            }
        };
        return audit;
    }
}
