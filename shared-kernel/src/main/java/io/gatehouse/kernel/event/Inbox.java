package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.deadletter.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Where a consumer puts what it gets, outside any transaction. An event takes effect once. One whose effect fails is
 * delivered again by the broker, later and later, and becomes a dead letter when that does not help.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class.getName());

    @Inject
    Effects effects;

    @Inject
    DeadLetters deadLetters;

    @Inject
    MessageSpans spans;

    /** Returns when the message needs no other delivery; throws, and so asks for one, when its effect has failed. */
    public void receive(Message message) {
        Delivery delivery = Delivery.of(message);
        CloudEvent event;
        try {
            event = delivery.event();
        } catch (IllegalArgumentException noEvent) {
            // Another delivery would bring the same.
            bury(delivery.letter(), Reason.of(noEvent));
            return;
        }
        spans.process(event, delivery, () -> receive(event, delivery));
    }

    /**
     * Lets a dead letter take effect after all, unless it had before; throws what the effect throws. False when it is no
     * dead letter any more.
     */
    boolean replay(String document) {
        CloudEvent event = CloudEvent.parse(document);
        AtomicBoolean replayed = new AtomicBoolean();
        spans.process(event, null, () -> replayed.set(effects.replay(event)));
        return replayed.get();
    }

    /** Keeps what the broker has given up. */
    public void keepDead(Message message) {
        bury(Delivery.of(message).letter(), "The broker has given it up, and no failure was noted here.");
    }

    private void bury(Letter letter, String reason) {
        deadLetters.givenUp(letter, reason);
        LOG.severe(() -> "DEAD_LETTER: " + letter.type() + " " + letter.id() + " is kept: " + reason);
    }

    private void receive(CloudEvent event, Delivery delivery) {
        try {
            effects.once(event, delivery.again());
        } catch (RuntimeException failed) {
            spans.failed(failed);
            String reason = Reason.of(failed);
            if (!isLast(delivery.letter(), reason, failed)) {
                LOG.warning(() -> event.type() + " " + event.id() + " failed and will be tried again: " + reason);
                throw failed;
            }
            LOG.severe(
                    () -> "DEAD_LETTER: " + event.type() + " " + event.id() + " failed for the last time: " + reason);
        }
    }

    /** A failure that cannot be noted does not count: it is the database's. */
    private boolean isLast(Letter letter, String reason, RuntimeException failed) {
        try {
            return deadLetters.failed(letter, reason);
        } catch (RuntimeException unnoted) {
            failed.addSuppressed(unnoted);
            return false;
        }
    }
}
