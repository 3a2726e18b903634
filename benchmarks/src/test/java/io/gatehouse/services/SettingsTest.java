package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties given = new Properties();

    @BeforeEach
    void giveAll() {
        given.putAll(Map.of("bench.rows", "2000", "bench.seconds", "5", "bench.rate", "0", "bench.port", "19300"));
        for (String path : List.of("home", "directory", "results", "postgres", "wrk", "requests")) {
            given.setProperty("bench." + path, "/somewhere/" + path);
        }
    }

    @Test
    void areReadFromProperties() {
        given.setProperty("bench.wrapper", "unshare -U");

        Settings settings = Settings.of(given);

        assertThat(settings.place().wrk()).isEqualTo(Path.of("/somewhere/wrk"));
        assertThat(settings.tools().wrapper()).containsExactly("unshare", "-U");
        assertThat(settings.databasePort()).isEqualTo(19_310);
        assertThat(settings.place().data()).isEqualTo(Path.of("/somewhere/directory/product"));
    }

    @Test
    void shortRunsAreShortInAllParts() {
        assertThat(Settings.of(given).turn()).isEqualTo(5);
        assertThat(Settings.of(given).warmUp()).isEqualTo(10);

        given.setProperty("bench.seconds", "300");
        assertThat(Settings.of(given).turn()).isEqualTo(10);
        assertThat(Settings.of(given).warmUp()).isEqualTo(30);
    }

    @Test
    void nameWhatIsMissing() {
        given.remove("bench.wrk");

        assertThatThrownBy(() -> Settings.of(given)).hasMessage("bench.wrk is missing");
    }
}
