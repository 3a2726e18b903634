package io.gatehouse.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What every request of a connection is read by once more. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestSyntaxBenchmark {
    private static final int LARGE = 16 * 1024;

    private final RequestSyntax ofHeads = new RequestSyntax();
    private final RequestSyntax ofChunks = begun("Transfer-Encoding: chunked");
    private final RequestSyntax ofBody = begun("Content-Length: " + (Long.MAX_VALUE - 9));
    private final byte[] head =
            bytes("GET /api/products/4711 HTTP/1.1\r\nHost: shop.example.org\r\nAuthorization: Bearer "
                    + "e".repeat(360)
                    + "\r\nAccept: application/json\r\nUser-Agent: benchmark/1.0\r\n\r\n");
    private final byte[] chunks = bytes(("ff4\r\n" + "x".repeat(0xff4) + "\r\n").repeat(LARGE / 0xff4));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static RequestSyntax begun(String field) {
        RequestSyntax syntax = new RequestSyntax();
        byte[] begin = bytes("POST /x HTTP/1.1\r\nHost: h\r\n" + field + "\r\n\r\n");
        syntax.check(begin, 0, begin.length);
        return syntax;
    }

    @Benchmark
    public int head() {
        return ofHeads.check(head, 0, head.length);
    }

    @Benchmark
    public int chunks() {
        return ofChunks.check(chunks, 0, chunks.length);
    }

    @Benchmark
    public boolean body() {
        return ofBody.passes(LARGE);
    }
}
