package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The curl lines of the README and of other pages, as printed, but for the port. */
interface Readme {
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
                .replace("localhost:8080", "localhost:" + product.port());
        assertThat(script).contains("curl");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(product.directory().toFile())
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES).execute(shell::destroy);
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
