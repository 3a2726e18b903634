package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.relay.BrokerState.Reachability;
import io.gatehouse.kernel.testing.Gauges;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class BrokerStateTest {
    private final Gauges gauges = new Gauges();
    private final BrokerState state = new BrokerState();

    BrokerStateTest() {
        state.registry = gauges.registry();
        state.service = "probe";
    }

    @Test
    void isWhatTheBrokerSaidWhenItWasAskedLast() {
        Addressee broker = new Addressee();
        state.publisher = broker;
        assertThat(state.found()).isEqualTo(Reachability.UNKNOWN);

        state.ask();
        assertThat(state.found()).isEqualTo(Reachability.UP);
        assertThat(gauges.figure(BrokerState.GAUGE)).isEqualTo(1);

        broker.away = true;
        assertThat(state.found()).isEqualTo(Reachability.UP);
        state.ask();
        assertThat(state.found()).isEqualTo(Reachability.DOWN);
        assertThat(gauges.figure(BrokerState.GAUGE)).isZero();
    }

    @Test
    void isDownWhenItCannotEvenBeAsked() {
        state.publisher = new EventPublisher() {
            @Override
            public boolean isReachable() {
                throw new IllegalStateException("on purpose");
            }
        };

        assertThatThrownBy(state::ask).hasMessage("on purpose");
        assertThat(state.found()).isEqualTo(Reachability.DOWN);
        assertThat(gauges.figure(BrokerState.GAUGE)).isZero();
    }
}
