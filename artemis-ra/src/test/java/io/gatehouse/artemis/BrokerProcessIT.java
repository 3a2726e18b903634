package io.gatehouse.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSSecurityRuntimeException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerProcessIT {

    @BeforeEach
    void startFromNothing() throws Exception {
        BrokerChild.forgetEverything();
    }

    @Test
    void losesNothingThatWasCommittedWhenItIsKilled() throws Exception {
        List<String> texts =
                IntStream.range(0, 200).mapToObj(i -> "message " + i).toList();
        try (BrokerChild broker = BrokerChild.start()) {
            OutsideSender.send("order.events", texts);
            broker.kill();
        }
        try (BrokerChild broker = BrokerChild.start()) {
            assertThat(OutsideSender.drain("order.events::products\\.order\\.events"))
                    .isEqualTo(texts);
            assertThat(OutsideSender.drain("order.events::notifications\\.order\\.events"))
                    .isEqualTo(texts);
            assertThat(broker.stop()).isEqualTo(143);
        }
    }

    @Test
    void letsNobodyInWithoutTheRightPassword() throws Exception {
        try (BrokerChild broker = BrokerChild.start()) {
            assertThatThrownBy(() -> OutsideSender.factory().createContext("gatehouse", "guess"))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> OutsideSender.factory().createContext())
                    .isInstanceOf(JMSSecurityRuntimeException.class);
            assertThat(broker.stop()).isEqualTo(143);
        }
    }

    @Test
    void refusesTopicsThatNobodyDeclared() throws Exception {
        try (BrokerChild broker = BrokerChild.start()) {
            assertThatThrownBy(() -> OutsideSender.send("order.evnets", List.of("lost?")))
                    .hasMessageContaining("order.evnets");
            assertThat(broker.stop()).isEqualTo(143);
        }
    }
}
