package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The curl lines of the README and of other pages, as printed, but for the port, and for a pause that a slow machine may need longer. */
interface Readme {
    String PAUSE = "\nsleep 3\n";
    String UNTIL_TOLD = """

            for i in {1..60}; do
              sleep 3
              curl -s localhost:8080/api/notifications -H "Authorization: Bearer $ALICE" > told.json
              if grep -q OrderConfirmed told.json; then break; fi
            done
            """;

    Pattern CURL_BLOCK = Pattern.compile("```sh\\n((?:(?!```).)*curl.*?)```", Pattern.DOTALL);

    Product product();

    @Test
    default void worksAsPrinted() throws IOException, InterruptedException {
        assertThat(output(product(), "README.md"))
                .contains("\"CONFIRMED\"", "OrderConfirmed")
                .doesNotContain("/problems/");
    }

    /** What the curl lines of a page print. */
    static String output(Product product, String page) throws IOException, InterruptedException {
        String script = CURL_BLOCK
                .matcher(Files.readString(Path.of(Product.home(page))))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```sh\n", "").replace("```", ""))
                .collect(Collectors.joining("\n"))
                .replace(PAUSE, UNTIL_TOLD)
                .replace("localhost:8080", "localhost:" + product.port());
        assertThat(script).contains("curl");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(product.directory().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
