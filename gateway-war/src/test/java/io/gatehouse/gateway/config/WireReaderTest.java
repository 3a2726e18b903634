package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireReaderTest {
    private static GatewayConfig read(String timeouts, String upstream, String route) throws ConfigException {
        String text = "issuers: []\ntokenExchange: {keys: data}\n"
                + timeouts
                + "\nupstreams:\n  things: {" + upstream + "}\n"
                + "routes:\n  - {id: r, path: /a, upstream: things" + route + "}\n";
        return ConfigReader.read("test.yaml", text, name -> Optional.empty());
    }

    private static GatewayConfig.Upstream upstream(String keys) throws ConfigException {
        return Objects.requireNonNull(read("", keys, "").upstreams().get("things"));
    }

    @Test
    void whoSaysNothingGetsTheUsual() throws ConfigException {
        GatewayConfig config = read("", "url: 'http://h'", "");

        assertThat(config.routes().get(0).timeouts())
                .isEqualTo(new Route.Timeouts(
                        Duration.ofSeconds(1), Route.Timeouts.NONE, Duration.ofSeconds(30), Duration.ofMinutes(5)));
        assertThat(upstream("url: 'http://h'").connections())
                .isEqualTo(new Connections(4_096, 1_024, Duration.ofMinutes(5), Duration.ofSeconds(60), 16_384));
        assertThat(upstream("url: 'http://h'").tls()).isNull();
    }

    @Test
    void aRouteReplacesSingleTimeouts() throws ConfigException {
        GatewayConfig config = read(
                "timeouts: {connect: 2s, firstByte: 3s, total: 4s, idle: 5s}",
                "url: 'http://h'",
                ", timeouts: {total: none, firstByte: 6s}");

        assertThat(config.routes().get(0).timeouts())
                .isEqualTo(new Route.Timeouts(
                        Duration.ofSeconds(2), Duration.ofSeconds(6), Route.Timeouts.NONE, Duration.ofSeconds(5)));
    }

    @Test
    void everythingAboutConnectionsAndTls() throws ConfigException {
        GatewayConfig.Upstream upstream = upstream(
                "url: 'https://h', connections: {max: 5, maxPending: 0, ttl: 1m, idle: 2s, buffer: 4 KiB},"
                        + " tls: {trust: t.p12, trustPassword: t.pw, clientCertificate: {certificate: c.p12, password: c.pw}}");

        assertThat(upstream.connections())
                .isEqualTo(new Connections(5, 0, Duration.ofMinutes(1), Duration.ofSeconds(2), 4_096));
        assertThat(upstream.tls())
                .isEqualTo(new Tls(
                        Path.of("t.p12"),
                        Path.of("t.pw"),
                        new Tls.ClientCertificate(Path.of("c.p12"), null, Path.of("c.pw"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'https://h', connections: {max: 0} | connections.max: must be at least 1",
                "url: 'https://h', connections: {maxPending: many} | connections.maxPending: is not a whole number",
                "url: 'https://h', connections: {ttl: 0s} | connections.ttl: must be longer than nothing",
                "url: 'https://h', connections: {buffer: 1023} | connections.buffer: must be from 1 KiB to 64 KiB",
                "url: 'https://h', connections: {buffer: 65537 B} | connections.buffer: must be from 1 KiB to 64 KiB",
                "url: 'https://h', connections: {buffer: large} | connections.buffer: is not a size",
                "url: 'https://h', connections: {maximum: 1} | unknown key",
                "url: 'http://h', tls: {trust: a} | tls: is of no use",
                "url: 'https://h', tls: {trustPassword: a} | trustPassword: opens nothing",
                "url: 'https://h', tls: {clientCertificate: {certificate: a}} | needs either a key",
                "url: 'https://h', tls: {clientCertificate: {certificate: a, key: b, password: c}} | needs either a key",
                "url: 'https://h', tls: {clientCertificate: {key: b}} | certificate: is missing",
                "url: 'https://h', tls: {verify: no} | unknown key"
            })
    void aMistakeIsToldWithItsPlace(String keys, String message) {
        assertThatThrownBy(() -> upstream(keys))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.yaml:5:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"connect: none", "idle: none", "total: never", "firstByte: 0s"})
    void aTimeoutThatCannotBe(String timeout) {
        assertThatThrownBy(() -> read("timeouts: {" + timeout + "}", "url: 'http://h'", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("timeouts." + timeout.substring(0, timeout.indexOf(':')));
    }

    @Test
    void theExamplesInTheDocumentsCanBeRead() throws IOException, ConfigException {
        String[] parts = Files.readString(Path.of("../docs/forwarding.md")).split("```", -1);
        StringBuilder examples = new StringBuilder("issuers: []\ntokenExchange: {keys: data}\nroutes: []\n");
        for (int i = 1; i < parts.length; i += 2) {
            assertThat(parts[i]).startsWith("yaml\n");
            examples.append(parts[i].substring("yaml\n".length()));
        }

        GatewayConfig config = ConfigReader.read("forwarding.md", examples.toString(), name -> Optional.empty());

        assertThat(config.timeouts()).as("the defaults").isEqualTo(Route.Timeouts.DEFAULT);
        GatewayConfig.Upstream upstream =
                Objects.requireNonNull(config.upstreams().get("things"));
        assertThat(upstream.connections()).as("the defaults").isEqualTo(Connections.DEFAULT);
        assertThat(upstream.tls()).isNotNull();
    }
}
