package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.deadletter.DeadLetterView;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.nio.file.Path;
import java.time.Duration;
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
                .addClasses(
                        EventProbe.class,
                        EventProbeConsumer.class,
                        EventProbeEffect.class,
                        EventProbeLog.class,
                        EventProbeApplication.class)
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
        assertThat(probe.awaitEffects(subject, 1)).containsExactly("twice");
        probe.commit(subject, "afterwards");

        assertThat(probe.awaitEffects(subject, 2)).containsExactly("twice", "afterwards");
    }

    @Test
    void anEffectThatFailsIsTriedAgainAndLeavesNothingOfTheFailure() {
        UUID subject = UUID.randomUUID();

        probe.commit(subject, EventProbeEffect.FAILS_ONCE);

        assertThat(probe.awaitEffects(subject, 1)).containsExactly(EventProbeEffect.FAILS_ONCE);
    }

    @Test
    void anEffectThatKeepsFailingMakesADeadLetterThatCanBeReplayedOnce() throws Exception {
        UUID subject = UUID.randomUUID();
        CloudEvent event = probe.newEvent(subject, EventProbeEffect.FAILS);
        probe.deliver(event);

        DeadLetterView letter =
                probe.awaitDeadLetter(dead -> dead.id().equals(event.id())).orElseThrow();
        assertThat(letter.tries()).isEqualTo(3);
        assertThat(letter.reason()).isEqualTo("IllegalStateException: on purpose");
        assertThat(letter.topic()).isEqualTo("task.events");
        assertThat(probe.deadLetter(event.id()).document()).isEqualTo(event.document());

        assertThat(probe.replay(event.id(), false)).isEqualTo(409);
        assertThat(probe.deadLetter(event.id()).tries()).isEqualTo(4);
        assertThat(probe.replay(event.id(), true)).isEqualTo(204);
        assertThat(probe.replay(event.id(), true)).isEqualTo(404);
        assertThat(probe.awaitAudit(event.id(), 1))
                .singleElement()
                .extracting(AuditView::event)
                .asString()
                .contains("\"type\":\"DeadLetterReplayed\"");
        probe.deliver(event);
        probe.commit(subject, "afterwards");

        assertThat(probe.awaitEffects(subject, 2)).containsExactly(EventProbeEffect.FAILS, "afterwards");
    }

    @Test
    void aFailureThatIsOvercomeLeavesNoNote() throws Exception {
        UUID subject = UUID.randomUUID();
        CloudEvent event = probe.newEvent(subject, EventProbeEffect.FAILS_ONCE_MORE);
        probe.deliver(event);

        probe.awaitEffects(subject, 1);

        assertThat(EventProbe.await(() -> probe.isNoted(event.id()), noted -> !noted))
                .isFalse();
    }

    @Test
    void whatIsNoEventIsADeadLetterAtOnce() throws Exception {
        probe.send("task.events", "{\"no\":\"event\"}", Duration.ZERO);

        DeadLetterView letter =
                probe.awaitDeadLetter(dead -> dead.type() == null).orElseThrow();

        assertThat(letter.tries()).isZero();
        assertThat(letter.reason()).contains("not a CloudEvent");
        assertThat(probe.deadLetter(letter.id()).document()).isEqualTo("{\"no\":\"event\"}");
        assertThat(probe.replay(letter.id(), true)).isEqualTo(409);
        assertThat(probe.discard(letter.id())).isEqualTo(204);
        assertThat(probe.discard(letter.id())).isEqualTo(404);
        assertThat(probe.awaitAudit(letter.id(), 1))
                .singleElement()
                .extracting(AuditView::event)
                .asString()
                .contains("\"type\":\"DeadLetterDiscarded\"");
    }

    @Test
    void whatTheBrokerGivesUpComesHome() throws Exception {
        CloudEvent expired = probe.newEvent(UUID.randomUUID(), "expired");
        probe.send("order.events", expired.document(), Duration.ofMillis(1));
        probe.lookInto("order.events::notifications\\.order\\.events");

        DeadLetterView letter =
                probe.awaitDeadLetter(dead -> dead.id().equals(expired.id())).orElseThrow();

        assertThat(letter.topic()).isEqualTo("order.events");
        assertThat(letter.reason()).contains("The broker has given it up");
        assertThat(probe.replay(letter.id(), true)).isEqualTo(204);
        assertThat(probe.awaitEffects(UUID.fromString(expired.subject()), 1)).containsExactly("expired");
    }

    @Test
    void anEventThatTheBrokerRefusesWaitsAndHoldsUpNobodyElse() {
        UUID poisoned = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        probe.commitToNowhere(poisoned);
        assertThat(probe.awaitRefusal(poisoned)).isPositive();
        probe.commit(poisoned, "behind it");
        probe.commit(other, "beside it");

        assertThat(probe.awaitEffects(other, 1)).containsExactly("beside it");
        assertThat(probe.awaitEffects(poisoned, 0)).isEmpty();
        probe.bringHome(poisoned);

        assertThat(probe.awaitEffects(poisoned, 2)).containsExactly("refused", "behind it");
    }

    @Test
    void theTraceOfARequestReachesTheEventsThatItsEventsCause() {
        UUID subject = UUID.randomUUID();
        String trace = UUID.randomUUID().toString().replace("-", "");
        EventProbeLog lines = EventProbeLog.on(EventProbeEffect.LOG);

        probe.commitWithin("00-" + trace + "-00f067aa0ba902b7-01", subject, EventProbeEffect.ANSWERS);
        List<AuditView> trail = probe.awaitAudit(subject, 2);

        assertThat(trail).hasSize(2).allSatisfy(change -> {
            assertThat(change.event()).contains("\"traceparent\":\"00-" + trace + "-");
            assertThat(change.actor()).isNull();
        });
        assertThat(lines.written()).contains("answered [service notifications, trace " + trace + "]");
    }

    @Test
    void aMessageTellsItsTraceAndItsGroupWithoutBeingOpened() throws Exception {
        UUID subject = UUID.randomUUID();
        String position = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String queue = "order.events::products\\.order\\.events";

        probe.commitWithin(position, subject, EventProbeEffect.ANSWERS);
        assertThat(probe.take(queue, subject, "traceparent")).startsWith(position.substring(0, 35));
        probe.commitWithin(position, subject, EventProbeEffect.ANSWERS);
        assertThat(probe.take(queue, subject, "JMSXGroupID")).isEqualTo(subject.toString());
    }

    @Test
    void whatWaitsCanBeMeasured() {
        probe.commit(UUID.randomUUID(), "measured");

        String figures = EventProbe.await(
                probe::figures,
                text -> text.contains("gatehouse_broker_reachable")
                        && text.contains(
                                "gatehouse_outbox_pending{mp_scope=\"application\",service=\"notifications\"} 0"));

        assertThat(figures)
                .contains("gatehouse_outbox_lag_seconds{mp_scope=\"application\",service=\"notifications\"} 0")
                .contains("gatehouse_outbox_pending{mp_scope=\"application\",service=\"notifications\"} 0")
                .contains("gatehouse_broker_reachable{mp_scope=\"application\",service=\"notifications\"} 1")
                .contains("gatehouse_outbox_refused{mp_scope=\"application\",service=\"notifications\"}")
                .contains("gatehouse_dead_letters{mp_scope=\"application\",service=\"notifications\"}");
    }

    @Test
    void theOutboxIsEmptyInTheEnd() {
        probe.commit(UUID.randomUUID(), "the last");

        assertThat(probe.awaitEmptyOutbox()).isZero();
    }
}
