package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.Certificates;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upstreams are probed as they are called: trusting whom their configuration trusts, and shown what it shows. */
class SecureProbeTest {
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Certificates certificates;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final AtomicInteger strangers = new AtomicInteger();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory);
        certificates.make("service", "ip:127.0.0.1", "EC");
        certificates.make("gateway", "dns:gateway.example", "EC");
    }

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        dialer.close();
    }

    @Test
    void aServiceOfAnAuthorityOfItsOwnThatWantsToKnowTheGatewayIsReady() throws Exception {
        try (ServerSocket service =
                certificates.server("service", "gateway").createServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            answering(service);
            Upstream upstream = upstream(
                    service,
                    "{trust: %1$s/service.pem, clientCertificate:"
                            + " {certificate: %1$s/gateway.pem, key: %1$s/gateway.key}}");
            await(upstream::isReady);
        }
    }

    @Test
    void aServiceThatNobodyVouchesForIsNot() throws Exception {
        try (ServerSocket service =
                certificates.server("service", null).createServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            answering(service);
            Upstream other = upstream(service, "{trust: %s/gateway.pem}");
            await(() -> strangers.get() > 0);
            Upstream trusting = upstream(service, "{trust: %s/service.pem}");
            await(trusting::isReady);

            assertThat(other.isReady()).isFalse();
        }
    }

    @Test
    void certificatesThatCannotBeReadAreNamedWithTheirIssuer() {
        assertThatThrownBy(() -> new SecureCalls(Inheritance.none(), new SideCalls())
                        .keySources(ConfigReader.read("f", """
                                issuers:
                                  - {issuer: i, audience: a, jwks: "https://h/keys", tls: {trust: no-such-file.pem}}
                                tokenExchange: {keys: k}
                                upstreams: {}
                                routes: []
                                """, name -> Optional.empty())
                                .issuers()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("issuers.i.tls")
                .hasMessageContaining("no-such-file.pem");
    }

    private Upstream upstream(ServerSocket service, String tls) throws Exception {
        GatewayConfig config = ConfigReader.read(
                "f", """
                issuers: []
                tokenExchange: {keys: k}
                upstreams:
                  u:
                    url: https://127.0.0.1:%d
                    tls: %s
                    probe: {interval: 50ms, timeout: 3s}
                routes: []
                """.formatted(service.getLocalPort(), tls.formatted(directory)), name -> Optional.empty());
        Gateway.Surroundings with = UpstreamPoolsTest.surroundings(clock, dialer);
        return Upstreams.of(config.upstreams(), new SecureCalls(Inheritance.none(), with.sideCalls()), with)
                .get(0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void answering(ServerSocket service) {
        Thread thread = new Thread(() -> {
            while (!service.isClosed()) {
                try (Socket connection = service.accept()) {
                    connection.getInputStream().read(new byte[4096]);
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException refused) {
                    // Who did not like the certificate has gone.
                    strangers.incrementAndGet();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
