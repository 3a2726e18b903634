package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.Inheritance;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamReloadTest {
    private static final String FILE = """
            issuers: []
            tokenExchange: {keys: keys}
            upstreams:
              a:
                instances: [{url: "http://h:1"}, {url: "http://h:2", weight: 2}]
                loadBalancer: {policy: sticky, cookie: c, slowStart: 3s}
                retry: {statuses: [503, 502], failures: [UPSTREAM_BROKEN]}
                circuitBreaker: {}
                bulkhead: {maxConcurrent: 3}
                adaptiveLimit: {}
                outlierEjection: {}
                probe: {}
                failureStatuses: [503, 500]
              b: {url: "http://b"}
            routes: []
            """;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Surroundings surroundings =
            new Surroundings(url -> new CompletableFuture<>(), clock, System::nanoTime, () -> 0.5);

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    private Map<String, Upstream> upstreams(String file, Inheritance inheritance) throws ConfigException {
        return ConfigReader.read("test", file, name -> Optional.empty()).upstreams().entrySet().stream()
                .map(entry -> inheritance.take(
                        Upstream.class,
                        entry,
                        described -> new Upstream(described.getKey(), described.getValue(), surroundings)))
                .collect(Collectors.toMap(Upstream::name, upstream -> upstream));
    }

    @Test
    void anUpstreamWithTheSameSettingsIsTheSameWithItsState() throws ConfigException {
        Inheritance first = Inheritance.none();
        Map<String, Upstream> before = upstreams(FILE, first);
        Inheritance second = first.next();

        assertThat(upstreams("# read again\n" + FILE, second)).isEqualTo(before);
        assertThat(second.untaken()).isEmpty();
    }

    @Test
    void anUpstreamWithOtherSettingsIsMadeAnewAndTheOthersAreNotDisturbed() throws ConfigException {
        Inheritance first = Inheritance.none();
        Map<String, Upstream> before = upstreams(FILE, first);
        Inheritance second = first.next();
        Map<String, Upstream> after = upstreams(FILE.replace("maxConcurrent: 3", "maxConcurrent: 4"), second);

        assertThat(after.get("a")).isNotSameAs(before.get("a"));
        assertThat(after.get("b")).isSameAs(before.get("b"));
        assertThat(second.untaken()).singleElement().isSameAs(before.get("a"));
    }
}
