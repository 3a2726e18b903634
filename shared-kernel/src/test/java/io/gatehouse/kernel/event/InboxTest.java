package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.trace.TracerProvider;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inbox answers to the broker; what it does to the database is told elsewhere. */
class InboxTest {
    record Changed(String what) {}

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Scripted effects = new Scripted();
    private final Register register = new Register();
    private final Inbox inbox =
            new Beans(effects, register, TracerProvider.noop().get("test")).get(Inbox.class);
    private final CloudEvent event = CloudEvent.of(
            "/probe",
            new Changed("it"),
            UUID.randomUUID(),
            Instant.parse("2026-01-02T12:00:00Z"),
            "00-" + TRACE + "-00f067aa0ba902b7-01");

    @Test
    void letsAnEventTakeEffectInItsTrace() {
        inbox.receive(message(event.document(), false));

        assertThat(effects.taken).containsExactly(event);
        assertThat(effects.traces).containsExactly(TRACE);
        assertThat(register.failures).isEmpty();
    }

    @Test
    void tellsWhetherAFailureMayHaveBeenNotedBefore() {
        inbox.receive(message(event.document(), true));
        inbox.receive(message(event.document(), false));

        assertThat(effects.failedBefore).containsExactly(true, false);
    }

    @Test
    void asksForAnotherDeliveryWhenTheEffectFails() {
        effects.failure = new IllegalStateException("out of paper");

        assertThatThrownBy(() -> inbox.receive(message(event.document(), false)))
                .isSameAs(effects.failure);
        assertThat(register.failures).containsExactly(event.id() + " task.events IllegalStateException: out of paper");
    }

    @Test
    void asksForNoMoreWhenItFailsForTheLastTime() {
        effects.failure = new IllegalStateException("out of paper");
        register.last = true;

        assertThatCode(() -> inbox.receive(message(event.document(), true))).doesNotThrowAnyException();
    }

    @Test
    void asksForAnotherDeliveryWhenTheFailureCannotEvenBeNoted() {
        effects.failure = new PersistenceException("the database is away");
        register.away = true;
        register.last = true;

        assertThatThrownBy(() -> inbox.receive(message(event.document(), false)))
                .isSameAs(effects.failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "nonsense", "{\"id\":7}"})
    void keepsWhatIsNoEventAndAsksForNoMore(String text) {
        inbox.receive(message(text, false));

        assertThat(register.buried).hasSize(1);
        assertThat(register.buried.get(0).document()).isEqualTo(text);
        assertThat(effects.taken).isEmpty();
    }

    @Test
    void asksForAnotherDeliveryOfWhatItCannotKeep() {
        register.away = true;

        assertThatThrownBy(() -> inbox.receive(message("nonsense", false))).isInstanceOf(PersistenceException.class);
    }

    @Test
    void twoMessagesOfTheSameNonsenseAreTwoLetters() {
        inbox.receive(message("nonsense", false));
        inbox.receive(message("nonsense", false));

        assertThat(register.buried).extracting(Letter::id).doesNotHaveDuplicates();
    }

    @Test
    void aReplayThrowsWhatTheEffectThrows() {
        effects.failure = new IllegalStateException("still");

        assertThatThrownBy(() -> inbox.replay(event.document())).isSameAs(effects.failure);
        assertThat(register.failures).isEmpty();
    }

    @Test
    void aReplaySaysWhetherItWasStillADeadLetter() {
        assertThat(inbox.replay(event.document())).isTrue();

        effects.dead = false;
        assertThat(inbox.replay(event.document())).isFalse();
    }

    private static TextMessage message(String text, boolean again) {
        String id = "ID:" + UUID.randomUUID();
        Topic topic = () -> "task.events";
        return (TextMessage) Proxy.newProxyInstance(
                InboxTest.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isBodyAssignableTo" -> true;
                    case "getBody" -> text;
                    case "getJMSMessageID" -> id;
                    case "getJMSDestination" -> topic;
                    case "getJMSRedelivered" -> again;
                    default -> null;
                });
    }

    private static final class Scripted extends Effects {
        final List<CloudEvent> taken = new ArrayList<>();
        final List<Boolean> failedBefore = new ArrayList<>();
        final List<String> traces = new ArrayList<>();

        boolean dead = true;

        @Nullable
        RuntimeException failure;

        @Override
        public void once(CloudEvent event, boolean failed) {
            if (failure != null) {
                throw failure;
            }
            taken.add(event);
            failedBefore.add(failed);
            traces.add(Trace.id());
        }

        @Override
        public boolean replay(CloudEvent event) {
            once(event, true);
            return dead;
        }
    }

    /** The database's part. */
    private static final class Register extends DeadLetters {
        final List<String> failures = new ArrayList<>();
        final List<Letter> buried = new ArrayList<>();
        boolean last;
        boolean away;

        @Override
        public boolean failed(Letter letter, String reason) {
            answer();
            failures.add(letter.id() + " " + letter.topic() + " " + reason);
            return last;
        }

        @Override
        public void givenUp(Letter letter, String reason) {
            answer();
            buried.add(letter);
        }

        private void answer() {
            if (away) {
                throw new PersistenceException("away");
            }
        }
    }
}
