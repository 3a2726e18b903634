package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outbox, relay, broker, inbox: the whole way of an event, in the real server. */
@ExtendWith(ArquillianExtension.class)
class EventsIT {
    @Inject
    EventProbe probe;

    @Deployment
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war")
                .addClasses(EventProbe.class, EventProbeConsumer.class, EventProbeApplication.class)
                .addAsLibraries(Path.of(System.getProperty("kernel.jar")).toFile())
                .addAsLibraries(Path.of("target/it/libraries").toFile().listFiles())
                .addAsResource("it/persistence.xml", "META-INF/persistence.xml")
                .addAsResource("it/V1_1__effect.sql", "db/migration/V1_1__effect.sql")
                .addAsResource("it/microprofile-config.properties", "META-INF/microprofile-config.properties")
                .addAsWebInfResource(
                        Path.of("src/main/resources/META-INF/beans.xml").toFile(), "beans.xml");
    }

    @Test
    void whatWasCommittedArrives() {
        UUID subject = UUID.randomUUID();

        probe.commit(subject, "committed");

        assertThat(probe.awaitEffects(subject, 1)).containsExactly("committed");
    }

    @Test
    void whatWasRolledBackNeverHappened() {
        UUID subject = UUID.randomUUID();

        assertThatThrownBy(() -> probe.commitButFail(subject, "rolled back")).hasMessageContaining("on purpose");
        probe.commit(subject, "afterwards");

        assertThat(probe.awaitEffects(subject, 1)).containsExactly("afterwards");
    }

    @Test
    void anEventNeedsATransaction() {
        assertThatThrownBy(() -> probe.addOutsideATransaction(UUID.randomUUID()))
                .isInstanceOf(TransactionalException.class);
    }

    @Test
    void theEventsOfOneAggregateArriveInTheirOrder() {
        UUID subject = UUID.randomUUID();
        List<String> sent = new ArrayList<>();

        IntStream.range(0, 150).mapToObj(i -> "change " + i).forEach(change -> {
            probe.commit(subject, change);
            sent.add(change);
        });

        assertThat(probe.awaitEffects(subject, sent.size())).containsExactlyElementsOf(sent);
    }

    @Test
    void anEventThatIsDeliveredAgainTakesEffectOnce() throws Exception {
        UUID subject = UUID.randomUUID();
        CloudEvent event = probe.newEvent(subject, "twice");

        probe.deliver(event);
        probe.deliver(event);
        probe.commit(subject, "afterwards");

        assertThat(probe.awaitEffects(subject, 2)).containsExactly("twice", "afterwards");
    }

    @Test
    void anEffectThatFailsIsTriedAgainAndLeavesNothingOfTheFailure() {
        UUID subject = UUID.randomUUID();

        probe.commit(subject, EventProbeConsumer.FAILS_ONCE);

        assertThat(probe.awaitEffects(subject, 1)).containsExactly(EventProbeConsumer.FAILS_ONCE);
    }

    @Test
    void theOutboxIsEmptyInTheEnd() {
        probe.commit(UUID.randomUUID(), "the last");

        assertThat(probe.awaitEmptyOutbox()).isZero();
    }
}
