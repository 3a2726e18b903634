package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.deadletter.SomeDeadLetters;
import io.gatehouse.kernel.testing.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class OutboxListenerTest {
    private final List<String> begun = new ArrayList<>();
    private final OutboxListener listener = new OutboxListener();

    OutboxListenerTest() {
        listener.schedule = new OutboxSchedule() {
            @Override
            void start() {
                begun.add("relay");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aServiceDoesNotStartThatIsToTryNothing(int tries) {
        listener.deadLetters = SomeDeadLetters.after(tries);

        assertThatThrownBy(() -> listener.contextInitialized(Deployment.STARTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatehouse.events.tries=" + tries + " is less than 1");
        assertThat(begun).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void itStartsWithAnyOther(int tries) {
        listener.deadLetters = SomeDeadLetters.after(tries);

        listener.contextInitialized(Deployment.STARTED);

        assertThat(begun).containsExactly("relay");
    }
}
