package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.routing.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the page about rate limits shows works as printed. */
class DocumentedTest {
    @Test
    void theExampleIsAConfiguration() throws Exception {
        String page = Files.readString(Path.of("../docs/rate-limits.md"));
        int from = page.indexOf("```yaml") + "```yaml".length();
        String example = page.substring(from, page.indexOf("```", from));

        GatewayConfig config = ConfigReader.read(
                "rate-limits.md",
                "issuers: []\ntokenExchange: {keys: keys}\nupstreams: {tasks: {url: 'http://tasks'}}\n" + example,
                name -> Optional.empty());

        assertThat(config.routes())
                .extracting(Route::rateLimit)
                .extracting(rateLimit -> rateLimit.limits() + " " + rateLimit.cost())
                .containsExactly(
                        "[default, flood, trial] 1",
                        "[default, flood, uploads] 1",
                        "[default, flood, trial] 10",
                        "[] 1");
        assertThat(RateLimits.of(config, Inheritance.none(), () -> 0, (limit, route, shadow) -> {})
                        .buckets()
                        .getAsLong())
                .isZero();
    }
}
