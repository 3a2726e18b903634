package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.Housekeeping;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Lets keys be forgotten every ten minutes, so that the table holds those of the last day. */
@WebListener
public class IdempotencySweep extends Housekeeping {
    @Inject
    IdempotencyKeys keys;

    public IdempotencySweep() {
        super("idempotency keys");
        keep(Chore.inBatches("to forget idempotency keys", Duration.ofMinutes(10), () -> keys.forgetExpired()));
    }
}
