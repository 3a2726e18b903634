package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTest {

    @Test
    void isOutsideWhenTheEnvironmentNamesOne() throws Exception {
        Map<String, String> environment = Map.of("GATEHOUSE_BROKER_URL", "tcp://broker.example:61616");

        assertThat(Broker.isOutside(environment)).isTrue();
        assertThat(Broker.outside(environment).environment()).isEqualTo(environment);
        assertThat(Broker.outside(environment).wantsUser()).isFalse();
        assertThat(Broker.isOutside(Map.of("GATEHOUSE_BROKER_URL", ""))).isFalse();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> Broker.outside(Map.of("GATEHOUSE_BROKER_URL", "broker:61616")))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("GATEHOUSE_BROKER_URL must look like tcp://host:61616, but is broker:61616");
    }
}
