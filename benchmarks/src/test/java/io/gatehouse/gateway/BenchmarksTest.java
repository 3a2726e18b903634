package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    @Test
    void everyBenchmarkRuns() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        TreeSet<String> measured = new TreeSet<>();
        results.forEach(
                result -> measured.add(result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)\\.\\w+$", "$1")));
        assertThat(measured)
                .containsExactly(
                        "CacheBenchmark",
                        "CanonicalPathBenchmark",
                        "HeadersBenchmark",
                        "LoadBalancerBenchmark",
                        "PipelineBenchmark",
                        "RateLimitBenchmark",
                        "RequestSyntaxBenchmark",
                        "RouteTableBenchmark",
                        "TokenBenchmark",
                        "UpstreamBenchmark");
    }

    @Test
    void everyGeneratedRouteIsFound() throws Exception {
        RouteTable table = new RouteTable(Configurations.withRoutes(1000).routes());

        for (int i = 0; i < 1000; i++) {
            RequestHead head = RequestHead.of("GET", Configurations.pathOf(i) + "/42", null);
            assertThat(table.match(head).route().id()).isEqualTo("r" + i);
        }
    }

    @Test
    void theComparisonsConfigurationIsOneOfTheGateway() throws Exception {
        String text = Files.readString(Path.of("peers/conf/gatehouse-routes.yaml"));
        if (Files.readString(Path.of("../server-config/gateway/routes.schema.json"))
                .contains("\"rateLimits\"")) {
            text += Files.readString(Path.of("peers/conf/gatehouse-limits.yaml"));
        }
        text = text.replace("@BACKEND@", "127.0.0.1:19100").replace("@LIMIT@", "1000000");
        GatewayConfig config = ConfigReader.read("gatehouse-routes.yaml", text, name -> Optional.of("keys"));

        RequestHead asked = RequestHead.of("GET", "/api/products/1", null);
        assertThat(new RouteTable(config.routes()).match(asked)).isInstanceOf(Match.Found.class);
        assertThat(config.issuers().get(0).algorithms()).containsExactly("RS256");
    }
}
