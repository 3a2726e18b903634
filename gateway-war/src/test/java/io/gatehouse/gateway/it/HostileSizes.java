package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.get;
import static io.gatehouse.gateway.it.Hostile.harmless;
import static io.gatehouse.gateway.it.Hostile.post;
import static io.gatehouse.gateway.it.Hostile.refused;
import static io.gatehouse.gateway.it.Hostile.with;

import java.util.stream.Stream;

/** More of everything than there may be. */
final class HostileSizes {
    private HostileSizes() {}

    static Stream<Hostile> sizes() {
        return Stream.of(
                harmless("a path of 9 000 characters", get("/api/hostile/" + "a".repeat(9_000))),
                harmless("a query of 9 000 characters", get("/api/hostile/x?" + "a".repeat(9_000))),
                refused("a target of 100 000 characters", get("/api/hostile/" + "a".repeat(100_000))),
                refused("a field of 100 000 characters", with("X-A: " + "a".repeat(100_000))),
                refused("10 000 fields", with("X-Smuggled: 1\n".repeat(10_000) + "X: 1")),
                refused(
                        "a method of 10 000 letters",
                        "G".repeat(10_000) + " /api/hostile/smuggled HTTP/1.1\nHost: h\n\n"),
                refused(413, "a body that declares too much", post("Content-Length: 99999999", "")),
                refused(
                        413,
                        "a body that is too much, and a request behind it",
                        post("Content-Length: 70000", "a".repeat(70_000) + get("/api/hostile/smuggled"))),
                refused(
                        413,
                        "a chunk that declares too much",
                        post("Transfer-Encoding: chunked", "11170\n" + "a".repeat(70_000) + "\n0\n\n")));
    }
}
