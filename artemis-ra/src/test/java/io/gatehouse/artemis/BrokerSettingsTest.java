package io.gatehouse.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void nameNoBrokerWhenTheEnvironmentSaysNothing() {
        BrokerSettings settings = BrokerSettings.from(Map.<String, String>of()::get);

        assertThat(settings.url()).isNull();
        assertThat(settings.user()).isNull();
        assertThat(settings.data()).isEqualTo(Path.of("data/broker").toAbsolutePath());
        assertThatThrownBy(settings::address).hasMessage("GATEHOUSE_BROKER_URL is not set");
    }

    @Test
    void nameTheBrokerOfTheEnvironment() {
        BrokerSettings settings = BrokerSettings.from(Map.of(
                "GATEHOUSE_BROKER_URL", "tcp://broker.example:61616",
                "GATEHOUSE_BROKER_USER", "gatehouse",
                "GATEHOUSE_BROKER_DATA", "/var/broker")::get);

        assertThat(settings.address()).hasToString("tcp://broker.example:61616");
        assertThat(settings.user()).isEqualTo("gatehouse");
        assertThat(settings.data()).isEqualTo(Path.of("/var/broker"));
    }

    @Test
    void takeABlankUrlForNone() {
        assertThat(BrokerSettings.from(Map.of("GATEHOUSE_BROKER_URL", " ")::get).url())
                .isNull();
    }

    @Test
    void refuseWhatIsNotAnAddress() {
        for (String url : new String[] {"broker:61616", "tcp://broker", "http://broker:80", "tcp://:61616"}) {
            assertThatThrownBy(() -> BrokerSettings.from(Map.of("GATEHOUSE_BROKER_URL", url)::get))
                    .as(url)
                    .hasMessageStartingWith("GATEHOUSE_BROKER_URL must look like tcp://host:61616");
        }
    }
}
