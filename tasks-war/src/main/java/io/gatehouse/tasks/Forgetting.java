package io.gatehouse.tasks;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Forgets what users had to do who are users no longer. */
@ApplicationScoped
public class Forgetting implements EventEffect {
    @Inject
    Departures departures;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void of(CloudEvent event) {
        if (event.type().equals("UserDeleted")) {
            UserDeleted deleted = event.dataAs(UserDeleted.class);
            departures.add(deleted.userId());
            deadLetters.deleteAllOf(deleted.userId().toString());
        }
    }
}
