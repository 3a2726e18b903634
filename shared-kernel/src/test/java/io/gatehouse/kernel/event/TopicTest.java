package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
    /** Nothing is created on demand: what is sent to an address that does not exist is refused. */
    @ParameterizedTest
    @EnumSource(Topic.class)
    void isAnAddressOfTheBrokerAndInTheDocumentation(Topic topic) throws IOException {
        assertThat(Files.readString(Path.of("../artemis-ra/src/main/resources/broker.xml")))
                .contains("<address name=\"" + topic.address() + "\">");
        assertThat(Files.readString(Path.of("../docs/events.md"))).contains("| `" + topic.address() + "` |");
    }
}
