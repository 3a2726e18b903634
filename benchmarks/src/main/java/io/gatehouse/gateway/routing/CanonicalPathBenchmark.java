package io.gatehouse.gateway.routing;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The path of every request, and the refusal of a hostile one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CanonicalPathBenchmark {
    private String plain = "/api/products/4711/reviews/12";
    private String encoded = "/api/products/%7Ejoe/caf%c3%a9/12";
    private String hostile = "/api/products/..%2f..%2fadmin";

    @Benchmark
    public String plain() throws MalformedPath {
        return CanonicalPath.of(plain, List.of());
    }

    @Benchmark
    public String encoded() throws MalformedPath {
        return CanonicalPath.of(encoded, List.of());
    }

    @Benchmark
    public Object hostile() {
        try {
            return CanonicalPath.of(hostile, List.of());
        } catch (MalformedPath refused) {
            return refused;
        }
    }
}
