package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationReaderTest {
    private static final String LEAST = "issuers: []\ntokenExchange: {keys: k}\nupstreams: {}\nroutes: []\n";

    @Test
    void withoutAWordThereIsNoLogAndAGrace() throws ConfigException {
        GatewayConfig config = read(LEAST, Map.of());

        assertThat(config.accessLog()).isEqualTo(new GatewayConfig.AccessLog(null, 64 << 20, 3, 16_384, true));
        assertThat(config.drain()).isEqualTo(new GatewayConfig.Drain(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @Test
    void aPlaceholderSwitchesTheLogOnAndOff() throws ConfigException {
        String text = LEAST + "accessLog: {file: '${log:}'}\n";

        assertThat(read(text, Map.of()).accessLog().file()).isNull();
        assertThat(read(text, Map.of("log", "a.log")).accessLog().file()).isEqualTo(Path.of("a.log"));
    }

    @Test
    void readsAllThatIsWritten() throws ConfigException {
        GatewayConfig config = read(
                LEAST
                        + "accessLog: {file: a.log, size: 1 MiB, keep: 0, queue: 1, user: false}\n"
                        + "drain: {grace: 0s, patience: 1m}\n",
                Map.of());

        assertThat(config.accessLog()).isEqualTo(new GatewayConfig.AccessLog(Path.of("a.log"), 1 << 20, 0, 1, false));
        assertThat(config.drain()).isEqualTo(new GatewayConfig.Drain(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void theExamplesOfTheDocumentAreWhatHoldsWithoutThem() throws Exception {
        String page = Files.readString(Path.of("../docs/observability.md"));
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .filter(example -> example.startsWith("accessLog:") || example.startsWith("drain:"))
                .toList();

        assertThat(examples).hasSize(2);
        assertThat(read(LEAST + String.join("", examples), Map.of())).isEqualTo(read(LEAST, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accessLog: {size: 1 KiB}  | accessLog.size: must be at least 4 KiB",
                "accessLog: {keep: 101}    | accessLog.keep: is not a number from 0 to 100: 101",
                "accessLog: {keep: some}   | accessLog.keep: is not a number from 0 to 100: some",
                "accessLog: {queue: 0}     | accessLog.queue: is not a number from 1 to 1048576: 0",
                "accessLog: {user: maybe}  | accessLog.user: is neither true nor false: maybe",
                "accessLog: {path: x}      | accessLog.path: unknown key",
                "drain: {grace: soon}      | drain.grace: is not a duration",
                "drain: {wait: 1s}         | drain.wait: unknown key"
            })
    void namesWhatIsWrong(String written, String message) {
        List<String> errors = catchThrowableOfType(ConfigException.class, () -> read(LEAST + written + "\n", Map.of()))
                .errors();

        assertThat(errors).singleElement().asString().startsWith("r.yaml:5:").contains(message);
    }

    private static GatewayConfig read(String text, Map<String, String> values) throws ConfigException {
        return ConfigReader.read("r.yaml", text, name -> Optional.ofNullable(values.get(name)));
    }
}
