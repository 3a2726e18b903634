package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.Configurations;
import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.GatewayConfig.LoadBalancer.Policy;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Which of three instances, all up and of the same weight, gets a request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoadBalancerBenchmark {
    @Param({"ROUND_ROBIN", "POWER_OF_TWO_CHOICES"})
    private Policy policy = Policy.ROUND_ROBIN;

    private final Candidates candidates = new Candidates(instances(), true, null, Duration.ZERO, System::nanoTime);
    private final Request request =
            Requests.get(Configurations.withOne("url: http://127.0.0.1:1", ""), "/api/products/42", Headers.EMPTY);
    private LoadBalancer balancer = balancer();

    /** Takes the policy. */
    @Setup
    public void take() {
        balancer = balancer();
    }

    private static List<Instance> instances() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Instance(URI.create("http://127.0.0.1:" + i), 1))
                .toList();
    }

    private LoadBalancer balancer() {
        return LoadBalancer.of(
                new GatewayConfig.LoadBalancer(policy, null, null, Duration.ZERO),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Benchmark
    public int chosen() {
        return balancer.choose(request, candidates, 0);
    }
}
