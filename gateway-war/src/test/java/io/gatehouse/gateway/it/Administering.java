package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operators and readers see and do at the gateway's own addresses. */
interface Administering extends Situation {
    Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    /** A request of somebody with these roles. */
    default HttpRequest.Builder as(String role, String path) {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        return to(path).header("Authorization", "Bearer " + Identifying.TOKENS.token(Instant.now(), role));
    }

    default HttpRequest.Builder explain(String role, String json) {
        return as(role, "/gateway/explain")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    @Test
    default void strangersAreTurnedAwayWithAProblem() throws Exception {
        HttpResponse<String> nobody = send(to("/gateway/routes"));
        HttpResponse<String> user = send(as("user", "/gateway/routes"));
        HttpResponse<String> bad = send(to("/gateway/routes").header("Authorization", "Bearer nonsense"));
        HttpResponse<String> reader =
                send(as("reader", "/gateway/config/reload").POST(BodyPublishers.noBody()));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.body()).contains("TOKEN_INVALID");
        assertThat(user.statusCode()).isEqualTo(403);
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(List.of(nobody, user, bad, reader)).allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        });
    }

    @Test
    default void aReaderSeesTheRoutes() throws Exception {
        HttpResponse<String> answer = send(as("reader", "/gateway/routes"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains("\"id\":\"hasty\"", "\"total\":\"PT0.5S\"", "\"upstreams\":{", "\"things\":{");
    }

    @Test
    default void aReaderSeesWhichConfigurationIsAtWork() throws Exception {
        HttpResponse<String> answer = send(as("reader", "/gateway/config"));

        assertThat(answer.body()).contains("routes.yaml\",\"watched\":true,\"digest\":\"", "\"outcome\":\"APPLIED\"");
    }

    @Test
    default void explainCallsNobody() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on("/things/mine/explained", call -> {
            calls.incrementAndGet();
            call.ok("");
        });
        String token = Identifying.TOKENS.token(Instant.now(), "user");

        HttpResponse<String> good =
                send(explain("reader", "{\"path\":\"/api/mine/explained\",\"token\":\"" + token + "\"}"));
        HttpResponse<String> none = send(explain("operator", "{\"path\":\"/api/mine/explained\"}"));
        HttpResponse<String> unknown = send(explain("admin", "{\"path\":\"/api/mine/x\",\"colour\":\"red\"}"));

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body())
                .contains(
                        "\"match\":\"Found\",\"route\":\"mine\",\"upstream\":\"things\",\"instance\":\"127.0.0.1:",
                        "{\"route\":\"mine\",\"outcome\":\"TAKEN\"",
                        "{\"route\":\"read\",\"outcome\":\"FAILED\"",
                        "\"reason\":\"the client is ada (http://issuer.test), roles [user]\"",
                        "{\"filter\":\"tokenExchange\",\"reached\":true,\"outcome\":\"PASSES\",\"reason\":\"a token for things")
                .doesNotContain(token);
        assertThat(none.body())
                .contains("\"outcome\":\"REFUSES\",\"failure\":\"TOKEN_MISSING\",\"status\":401", "\"reached\":false")
                .doesNotContain("\"instance\"");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("There is no field colour here.");
        assertThat(calls).hasValue(0);
    }

    @Test
    default void theCurlLinesOfTheDocumentWorkAsPrinted() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        String document = Files.readString(Path.of("../docs/admin-api.md"));
        String script = SHELL.matcher(document)
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("localhost:8080", "127.0.0.1:" + GATEWAY);
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment().put("TOKEN", Identifying.TOKENS.token(Instant.now(), "operator"));

        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(output).isZero();
        assertThat(output)
                .contains(
                        "\"routes\":[{",
                        "\"lastAttempt\":{",
                        "\"outcome\":\"CHECKED\"",
                        "\"outcome\":\"APPLIED\"",
                        "\"filters\":[")
                .doesNotContain("/problems/");
        assertThat(script.lines().filter(line -> line.startsWith("curl"))).hasSizeGreaterThanOrEqualTo(5);
    }
}
