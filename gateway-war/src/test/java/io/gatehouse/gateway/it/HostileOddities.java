package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Hostile.answered;
import static io.gatehouse.gateway.it.Hostile.forwarded;
import static io.gatehouse.gateway.it.Hostile.get;
import static io.gatehouse.gateway.it.Hostile.refused;

import java.util.stream.Stream;

/** Paths below a route that allows encoded slashes and parameters, beside one below it that does not, and asks for a token. */
final class HostileOddities {
    private HostileOddities() {}

    static Stream<Hostile> paths() {
        return Stream.of(
                forwarded(
                        "an encoded slash stays encoded",
                        get("/api/hostile/odd/a%2fb"),
                        "GET /things/hostile/odd/a%2Fb HTTP/1.1\n"),
                forwarded(
                        "parameters stay",
                        get("/api/hostile/odd/a;v=1/b;w"),
                        "GET /things/hostile/odd/a;v=1/b;w HTTP/1.1\n"),
                forwarded(
                        "both stay",
                        get("/api/hostile/odd/%61%2Fb;v=1%2F2"),
                        "GET /things/hostile/odd/a%2Fb;v=1%2F2 HTTP/1.1\n"),
                answered(401, "the guarded path beside it", get("/api/hostile/odd/guarded/smuggled")),
                refused("the guarded path with an encoded slash", get("/api/hostile/odd/guarded%2fsmuggled")),
                refused("an encoded slash within the guarded path", get("/api/hostile/odd/guarded/a%2Fsmuggled")),
                refused("the guarded path with a parameter", get("/api/hostile/odd/guarded;v=1/smuggled")),
                refused("a guarded path that a parameter ends", get("/api/hostile/odd/exact;/smuggled")),
                refused("a guarded path that an encoded one ends", get("/api/hostile/odd/a%2Fexact;%2Fsmuggled")),
                refused(
                        "a session behind one that the server cuts out",
                        get("/api/hostile/odd;jsessionid=1;jsessionid=/a;/guarded/smuggled")),
                refused("the same in other letters", get("/api/hostile/odd/a;JSessionID=/a;/guarded/smuggled")),
                refused("the guarded path behind a dot segment", get("/api/hostile/odd/a%2F..%2Fguarded%2Fsmuggled")),
                refused("an encoded slash before the route begins", get("/api/hostile%2Fodd/smuggled")),
                refused("a parameter before the route begins", get("/api/hostile;v=1/odd/smuggled")),
                refused("a parameter where it begins", get("/api/hostile/odd;v=1/smuggled")),
                refused("a dot segment before an encoded slash", get("/api/hostile/odd/..%2fsmuggled")),
                refused("a dot segment behind one", get("/api/hostile/odd/a%2f../smuggled")),
                refused("an encoded dot segment before one", get("/api/hostile/odd/%2e%2e%2fsmuggled")),
                refused("a dot segment before a parameter", get("/api/hostile/odd/..;/smuggled")),
                refused("a dot segment within a parameter", get("/api/hostile/odd/a;v=%2f..%2f../smuggled")),
                refused("an empty segment before an encoded slash", get("/api/hostile/odd/%2fsmuggled")),
                refused("an empty segment before a parameter", get("/api/hostile/odd/;v=1/smuggled")),
                refused("a backslash behind an encoded slash", get("/api/hostile/odd/a%2F%5Csmuggled")),
                refused("an encoded semicolon", get("/api/hostile/odd/a%3bsmuggled")),
                refused("an encoded NUL in a parameter", get("/api/hostile/odd/a;v=%00smuggled")),
                refused("an overlong slash in a parameter", get("/api/hostile/odd/a;v=%c0%afsmuggled")));
    }
}
