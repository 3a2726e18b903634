package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.Instance;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Instance instance = Objects.requireNonNull(new Upstream(
                    "service",
                    new GatewayConfig.Upstream(URI.create("https://h/base"), "service", "/health"),
                    new Surroundings(url -> new CompletableFuture<>(), clock, System::nanoTime, () -> 0.5))
            .wouldChoose(Requests.get("/x")));
    private final Exchange exchange = new Exchange(failure -> {});

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    @Test
    void theOriginTellsWhoWasAskedAndHowOften() {
        Origin origin = exchange.origin("service", new Attempt(instance, 2, Duration.ofSeconds(1)));

        assertThat(origin)
                .extracting(Origin::upstream, Origin::instance, Origin::attempts)
                .containsExactly("service", "h:443", 2);
    }

    @Test
    void withoutAConnectionAllTheTimeWentIntoGettingOne() {
        Origin origin = exchange.origin("service", new Attempt(instance, 1, Duration.ofSeconds(1)));

        assertThat(origin.connectNanos()).isEqualTo(origin.answerNanos()).isPositive();
    }

    @Test
    void theConnectionIsThereBeforeTheAnswer() {
        exchange.connected();

        Origin origin = exchange.origin("service", new Attempt(instance, 1, Duration.ofSeconds(1)));

        assertThat(origin.connectNanos()).isPositive().isLessThan(origin.answerNanos());
    }
}
