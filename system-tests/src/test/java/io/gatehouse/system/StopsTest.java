package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopsTest {
    private final List<String> stopped = new ArrayList<>();
    private final Stops stops = new Stops();

    @Test
    void stopsTheLastFirstAndNothingTwice() throws IOException {
        stops.add(() -> stopped.add("database"));
        stops.add(() -> stopped.add("product"));

        stops.close();
        stops.close();

        assertThat(stopped).containsExactly("product", "database");
    }

    @Test
    void stopsWhatIsLeftWhenOneFails() {
        stops.add(() -> stopped.add("database"));
        stops.add(() -> {
            throw new IOException("in the way");
        });

        assertThatThrownBy(stops::close).hasMessage("in the way");
        assertThat(stopped).containsExactly("database");
    }

    @Test
    void isContentWithNothing() throws IOException {
        stops.close();

        assertThat(stopped).isEmpty();
    }
}
