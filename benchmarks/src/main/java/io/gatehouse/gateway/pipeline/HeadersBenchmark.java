package io.gatehouse.gateway.pipeline;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Header fields as a browser sends them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadersBenchmark {
    private final Headers browser = browser();

    static Headers browser() {
        return Headers.of(
                "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Accept", "application/json",
                "Accept-Language", "en-US,en;q=0.5",
                "Accept-Encoding", "gzip, deflate, br, zstd",
                "Referer", "https://shop.example/products",
                "Cookie", "theme=dark; consent=1",
                "Sec-Fetch-Dest", "empty",
                "Sec-Fetch-Mode", "cors",
                "Authorization", "Bearer x");
    }

    @Benchmark
    public @Nullable String firstOfThemLast() {
        return browser.first("authorization");
    }

    @Benchmark
    public @Nullable String firstOfNone() {
        return browser.first("Cache-Control");
    }

    @Benchmark
    public Headers with() {
        return browser.with("Authorization", "Bearer y");
    }

    @Benchmark
    public Headers withoutWhatIsNotThere() {
        return browser.without("Cache-Control");
    }

    @Benchmark
    public void forEach(Blackhole hole) {
        browser.forEach((name, value) -> {
            hole.consume(name);
            hole.consume(value);
        });
    }
}
