package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path HOME = Path.of("/home/gatehouse");

    @Test
    void areTheDefaultsWhenNothingIsSaid() throws Exception {
        assertThat(parse()).isEqualTo(new Options(8080, "127.0.0.1", HOME.resolve("data"), false, Collector.CHEAP));
    }

    @Test
    void takeEveryOption() throws Exception {
        assertThat(parse("--port", "9000", "--host", "0.0.0.0", "--data", "/tmp/../var/x", "--apart", "--short-pauses"))
                .isEqualTo(new Options(9000, "0.0.0.0", Path.of("/var/x"), true, Collector.SHORT_PAUSES));
    }

    @Test
    void takeARelativeDirectoryFromTheWorkingDirectory() throws Exception {
        assertThat(parse("--data", "here").data()).isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void refuseWhatTheyDoNotKnow() {
        assertThatThrownBy(() -> parse("--prot", "9000"))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("Unknown option --prot; try bin/run --help");
    }

    @Test
    void refuseAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> parse("--port")).hasMessage("--port needs a value; try bin/run --help");
    }

    @Test
    void refusePortsThatCannotBe() {
        for (String port : List.of("", "x", "0", "-1", "65529", "80 80", "99999999999")) {
            assertThatThrownBy(() -> parse("--port", port))
                    .as(port)
                    .hasMessage("--port must be a number from 1 to 65528, but is " + port);
        }
    }

    private static Options parse(String... arguments) throws CannotStartException {
        return Options.parse(List.of(arguments), HOME);
    }
}
