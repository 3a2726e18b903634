package io.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String SHIPPED = "../server-config/gateway/routes.yaml";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Environment environment = new Environment(Map.of("GATEHOUSE_USERS_URL", "http://users.test:81/u"));

    @Test
    void theShippedFileIsOk() {
        assertThat(run("check", SHIPPED)).isZero();
        assertThat(text(out)).matches("ok: \\d+ route\\(s\\), 5 upstream\\(s\\), 1 issuer\\(s\\)\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void everyMistakeIsALineWithItsPlace() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), """
                issuers: []
                tokenExchange: {}
                upstreams: {}
                routes:
                  - {id: r, path: x, upstream: u, colour: red}
                """);

        assertThat(run("check", file.toString())).isEqualTo(2);
        assertThat(text(err).lines())
                .containsExactly(
                        file + ":2:16: tokenExchange.keys: is missing",
                        file + ":5:19: routes[0].path: has no slash at its beginning",
                        file + ":5:32: routes[0].upstream: unknown upstream u",
                        file + ":5:35: routes[0].colour: unknown key",
                        "4 mistake(s)");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void explainTellsThatCredentialsForTheUpstreamAreNotJudged() {
        String basic = "Authorization: Basic YTpi";

        run("explain", SHIPPED, "--method", "POST", "--path", "/api/auth/token", "--header", basic);
        run("explain", SHIPPED, "--path", "/api/users", "--header", basic);

        assertThat(text(out).lines()).containsOnlyOnce("  authentication: the credentials are for the upstream");
    }

    @Test
    void explainTellsTheRouteAndWhyNotTheOthers() {
        assertThat(run("explain", SHIPPED, "--method", "DELETE", "--path", "/api/products/7?x=y", "--role", "admin"))
                .isZero();

        assertThat(text(out).lines())
                .contains(
                        "route products-write",
                        "  authentication: the client is described (no token), roles [admin]",
                        "  authorization: the route admits this client",
                        "  bodyLimit: a body may have up to 1048576 bytes",
                        "  upstream: goes to products at http://127.0.0.1:8081/products")
                .anyMatch(line -> line.startsWith("  TAKEN products-write: "))
                .anyMatch(line -> line.startsWith("  FAILED products-read: "))
                .anyMatch(line -> line.startsWith("  FAILED orders: "));
    }

    @Test
    void explainTellsWhatIsRefused() {
        run("explain", SHIPPED, "--path", "/api/users");
        run("explain", SHIPPED, "--path", "/api/users", "--role", "user");
        run("explain", SHIPPED, "--path", "/api/users", "--header", "Authorization: Bearer x");
        run("explain", SHIPPED, "--path", "/nothing");
        run("explain", SHIPPED, "--path", "/api/../x");
        run("explain", SHIPPED, "--method", "DELETE", "--path", "/.well-known/jwks.json");
        run("explain", SHIPPED, "--path", "/api/orders", "--authenticated", "--body", "2000000");

        assertThat(text(out).lines())
                .contains(
                        "  authentication: 401 TOKEN_MISSING, a Bearer token is needed",
                        "  authentication: if the token is good; only the gateway can tell",
                        "no route has the path",
                        "  unrouted: 404 NO_ROUTE, No route leads from this path to a service.",
                        "the path is not accepted: it has a dot segment",
                        "  unrouted: 400 BAD_REQUEST, The request is not accepted: it has a dot segment.",
                        "no route takes the method; allowed are GET, HEAD",
                        "  unrouted: 405 METHOD_NOT_ALLOWED, Allowed here: GET, HEAD.",
                        "  bodyLimit: 413 BODY_TOO_LARGE, the body has more than 1048576 bytes")
                .anyMatch(line -> line.startsWith("  authorization: 403 FORBIDDEN, "))
                .noneMatch(line -> line.contains("goes to"));
    }

    @Test
    void valuesComeFromTheEnvironment() {
        run(
                "explain",
                SHIPPED,
                "--path",
                "/.well-known/jwks.json",
                "--host",
                "h",
                "--scheme",
                "https",
                "--address",
                "::1");

        assertThat(text(out)).contains("goes to users at http://users.test:81/u");
        assertThat(environment.value("gatehouse.users.url")).contains("http://users.test:81/u");
        assertThat(environment.value("gatehouse.users")).isEmpty();
        assertThat(new Environment(Map.of("a.b", "1", "a_b", "2", "A_B", "3")).value("a.b"))
                .contains("1");
        assertThat(new Environment(Map.of("a_b", "2", "A_B", "3")).value("a.b")).contains("2");
        assertThat(new Environment(Map.of("A_B", "")).value("a.b")).isEmpty();
    }

    @Test
    void whatRoutesAskBeyondThePathCounts() throws IOException {
        Path file = Files.writeString(directory.resolve("lanes.yaml"), """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams: {u: {url: "http://u.test"}}
                routes:
                  - {id: plain, path: /lane, upstream: u, access: public}
                  - {id: host, path: /lane, when: {hosts: ["*.lanes.test"]}, upstream: u, access: public}
                  - {id: header, path: /lane, when: {headers: {X-Lane: canary}}, upstream: u, access: public}
                  - {id: cookie, path: /lane, when: {cookies: {lane: canary}}, upstream: u, access: public}
                  - {id: past, path: /lane, when: {before: 2020-01-01T00:00:00Z}, upstream: u, access: public}
                """);

        assertThat(lane(file)).isEqualTo("route plain");
        assertThat(lane(file, "--host", "a.lanes.test:81")).isEqualTo("route host");
        assertThat(lane(file, "--header", "Host: a.lanes.test")).isEqualTo("route host");
        assertThat(lane(file, "--header", "x-lane: canary")).isEqualTo("route header");
        assertThat(lane(file, "--header", "Cookie: a=b; lane=canary")).isEqualTo("route cookie");
        assertThat(lane(file, "--time", "2019-12-31T23:59:59Z")).isEqualTo("route past");
        assertThat(text(out))
                .contains("  FAILED header: header X-Lane [canary]", "  OUTRANKED plain: past comes first");
    }

    /** What the README says to write below a key, put there into the file that is shipped. */
    @Test
    void theRouteOfTheReadmeIsARoute() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String block = readme.substring(readme.indexOf("```yaml\n") + 8);
        String routes = Files.readString(Path.of(SHIPPED));
        for (String section : block.substring(0, block.indexOf("```")).split("\n(?=\\w)", -1)) {
            int end = section.indexOf('\n');
            assertThat(routes).containsOnlyOnce("\n" + section.substring(0, end + 1));
            routes = routes.replace("\n" + section.substring(0, end + 1), "\n" + section.stripTrailing() + "\n");
        }
        String file =
                Files.writeString(directory.resolve("my-routes.yaml"), routes).toString();

        assertThat(readme)
                .contains(
                        "\ncp server-config/gateway/routes.yaml my-routes.yaml\n",
                        "\nbin/gatehouse check my-routes.yaml\nGATEHOUSE_GATEWAY_CONFIG=$PWD/my-routes.yaml bin/run\n");
        assertThat(run("check", file)).as(text(err)).isZero();
        assertThat(run("explain", file, "--path", "/hello/you")).isZero();
        assertThat(text(out))
                .contains(
                        " 6 upstream(s)", "\nroute hello\n", "\n  upstream: goes to hello at http://127.0.0.1:9000\n");
    }

    private String lane(Path file, String... options) {
        out.reset();
        run(Stream.concat(Stream.of("explain", file.toString(), "--path", "/lane"), Stream.of(options))
                .toArray(String[]::new));
        return text(out).lines().findFirst().orElse("");
    }

    @Test
    void helpIsNotAnError() {
        assertThat(run("--help")).isZero();
        assertThat(run("explain", "-h")).isZero();
        assertThat(text(out)).contains("Usage: bin/gatehouse check FILE", "--header 'A: b'");
    }

    @Test
    void whatCannotBeUnderstoodIsBadInput() {
        Stream<List<String>> wrong = Stream.of(
                List.of(),
                List.of("chek", SHIPPED),
                List.of("check"),
                List.of("check", SHIPPED, SHIPPED),
                List.of("check", "missing.yaml"),
                List.of("explain"),
                List.of("explain", SHIPPED),
                List.of("explain", SHIPPED, "--path"),
                List.of("explain", SHIPPED, "/x"),
                List.of("explain", SHIPPED, "--path", "x"),
                List.of("explain", SHIPPED, "--path", ""),
                List.of("explain", SHIPPED, "--path", "/x", "--colour", "red"),
                List.of("explain", SHIPPED, "--path", "/x", "--header", "noColon"),
                List.of("explain", SHIPPED, "--path", "/x", "--body", "-1"),
                List.of("explain", SHIPPED, "--path", "/x", "--time", "noon"),
                List.of("explain", SHIPPED, "--path", "/x", "--body", "many"));

        assertThat(wrong).allSatisfy(arguments -> {
            err.reset();
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(text(err)).endsWith("; try bin/gatehouse --help\n").hasLineCount(1);
        });
    }

    @Test
    void whatCannotBeReadHasFailed() {
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(text(err)).startsWith("failed: ");
    }

    private int run(String... arguments) {
        return new CommandLine(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment::value)
                .run(List.of(arguments));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
