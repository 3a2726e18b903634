package io.gatehouse.gateway.routing;

import io.gatehouse.gateway.Configurations;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding a route: a thousand of them may cost no more than a tenth above ten. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteTableBenchmark {
    private static final int ASKED = 8;

    @Param({"10", "1000"})
    private int routes;

    private RouteTable table = new RouteTable(java.util.List.of());
    private final RequestHead[] found = new RequestHead[ASKED];
    private final RequestHead unknown = new RequestHead("GET", "/api/nothing/42", null);
    private int next;

    /** Asks for routes from all over the table, so that no single one stays in the cache. */
    @Setup
    public void plant() {
        table = new RouteTable(Configurations.withRoutes(routes).routes());
        for (int i = 0; i < ASKED; i++) {
            String path = Configurations.pathOf((long) i * (routes - 1) / (ASKED - 1)) + "/42/lines/7";
            found[i] = new RequestHead("GET", path, null);
        }
    }

    @Benchmark
    public Match found() {
        next = (next + 1) % ASKED;
        return table.match(found[next]);
    }

    @Benchmark
    public Match unknown() {
        return table.match(unknown);
    }
}
