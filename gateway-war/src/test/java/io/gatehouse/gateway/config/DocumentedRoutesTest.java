package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show can be used as it stands there. */
class DocumentedRoutesTest {
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    /** What an example may leave out. */
    private static final Map<String, String> REST = Map.of(
            "issuers", "issuers: []\n",
            "tokenExchange", "tokenExchange: {keys: data/keys}\n",
            "routes", "routes: []\n",
            "upstreams", """
                    upstreams:
                      users: {url: "http://127.0.0.1:1"}
                      products: {url: "http://127.0.0.1:1"}
                      products-next: {url: "http://127.0.0.1:1"}
                      orders: {url: "http://127.0.0.1:1"}
                      tasks: {url: "http://127.0.0.1:1"}
                      chat: {url: "http://127.0.0.1:1"}
                    """);

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !examples(file).isEmpty())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void anExampleHasNoMistake(Path page) {
        for (String example : examples(page)) {
            assertThatCode(() -> ConfigReader.read(page.toString(), whole(example), name -> Optional.empty()))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void anExampleThatIsSpoiltIsSeen(Path page) {
        for (String example : examples(page)) {
            String spoilt = whole(example + "colour: red\n");
            assertThatCode(() -> ConfigReader.read(page.toString(), spoilt, name -> Optional.empty()))
                    .hasMessageContaining("colour");
        }
    }

    private static List<String> examples(Path page) {
        try {
            return EXAMPLE.matcher(Files.readString(page))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String whole(String example) {
        StringBuilder whole = new StringBuilder(example);
        REST.forEach((key, text) -> {
            if (!Pattern.compile("^" + key + ":", Pattern.MULTILINE)
                    .matcher(example)
                    .find()) {
                whole.append(text);
            }
        });
        return whole.toString();
    }
}
