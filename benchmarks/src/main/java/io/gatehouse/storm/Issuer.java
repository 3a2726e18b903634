package io.gatehouse.storm;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.gateway.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Who the gateway takes tokens of: it publishes a key that is made at the start, and gives tokens that outlast the storm. */
final class Issuer implements AutoCloseable {
    private static final String NAME = "storm";
    private static final Duration LONG = Duration.ofDays(1);

    private final Tokens tokens = new Tokens(NAME);
    private final HttpServer server;

    Issuer(int port) throws IOException {
        byte[] keys = tokens.jwks().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/keys", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
            }
        });
        server.start();
    }

    Bearer good(String subject) {
        return new Bearer(subject, tokens.token(subject, LONG));
    }

    /** Of another's key, of another issuer, expired, and what is no JWT. */
    List<Bearer> bad() {
        return List.of(
                new Bearer("", new Tokens(NAME).token("forger", LONG)),
                new Bearer("", new Tokens("elsewhere").token("stranger", LONG)),
                new Bearer("", tokens.token("late", Duration.ofHours(-1))),
                new Bearer("", "e30.e30.e30"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
