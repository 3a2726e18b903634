package io.gatehouse.orders;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Notes who is a user no longer; {@link Upkeep} then forgets whose orders they were. */
@ApplicationScoped
public class Forgetting implements EventEffect {
    @Inject
    Departures departures;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void of(CloudEvent event) {
        if (event.type().equals("UserDeleted")) {
            UUID leaving = event.dataAs(UserDeleted.class).userId();
            departures.add(leaving);
            deadLetters.deleteAllOf(leaving.toString());
        }
    }
}
