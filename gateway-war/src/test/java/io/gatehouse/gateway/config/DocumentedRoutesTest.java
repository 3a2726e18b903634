package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show can be used as it stands there. */
class DocumentedRoutesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(routes:.*?)```", Pattern.DOTALL);
    private static final String REST = """
            issuers: []
            tokenExchange: {keys: data/keys}
            upstreams:
              users: {url: "http://127.0.0.1:1"}
              products: {url: "http://127.0.0.1:1"}
              products-next: {url: "http://127.0.0.1:1"}
              orders: {url: "http://127.0.0.1:1"}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"routing.md", "access.md", "transformation.md"})
    void anExampleHasNoMistake(String page) throws IOException, ConfigException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs", page)))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(ConfigReader.read(page, REST + example, name -> Optional.empty())
                            .routes())
                    .isNotEmpty();
        }
    }
}
