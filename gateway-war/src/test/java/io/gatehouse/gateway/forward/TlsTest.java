package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.pipeline.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams by https: who is trusted, who is shown, and what a refusal looks like. */
class TlsTest {
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory);
        certificates.make("good", "ip:127.0.0.1", "EC");
        certificates.make("elsewhere", "dns:elsewhere.example", "EC");
        certificates.make("gateway", "dns:gateway.example", "RSA");
        certificates.trust("good");
    }

    private static Tls trusting(String file) {
        return new Tls(directory.resolve(file), null, null);
    }

    private static Tls showing(Tls.ClientCertificate own) {
        return new Tls(directory.resolve("good.pem"), null, own);
    }

    private static String ask(RawUpstream upstream, Tls tls) throws Exception {
        try (upstream;
                Calls calls = new Calls(Connections.DEFAULT, TlsSettings.of(tls))) {
            upstream.then(
                    connection -> connection.answer("secret").answer("again").awaitClose());
            String first = calls.text(Calls.get(upstream.host()));
            calls.awaitIdle(1);
            return first + " " + calls.text(Calls.get(upstream.host())) + " "
                    + calls.pool.total().opened();
        }
    }

    private static void assertRefused(RawUpstream upstream, Tls tls) throws Exception {
        try (upstream;
                Calls calls = new Calls(Connections.DEFAULT, TlsSettings.of(tls))) {
            upstream.then(connection -> connection.answer("secret").awaitClose());
            Throwable failure = calls.failure(Calls.get(upstream.host()));
            assertThat(UpstreamFailure.of(failure)).as(failure.toString()).isEqualTo(Failure.UPSTREAM_TLS);
            assertThat(upstream.requestsLeft())
                    .as("nothing is told to a stranger")
                    .isZero();
            Calls.await(() -> calls.pool.total().leased() == 0);
        }
    }

    private static RawUpstream server(String name) throws Exception {
        return new RawUpstream("https", certificates.server(name, null));
    }

    private static RawUpstream demanding() throws Exception {
        return new RawUpstream("https", certificates.server("good", "gateway"));
    }

    @Test
    void anUpstreamThatAnAuthorityInAPemFileVouchesFor() throws Exception {
        assertThat(ask(server("good"), trusting("good.pem"))).isEqualTo("secret again 1");
    }

    @Test
    void anUpstreamThatAnAuthorityInAStoreVouchesFor() throws Exception {
        Tls tls = new Tls(directory.resolve("trust.p12"), directory.resolve("password"), null);
        assertThat(ask(server("good"), tls)).isEqualTo("secret again 1");
    }

    @Test
    void anUpstreamThatNobodyVouchesFor() throws Exception {
        assertRefused(server("good"), Tls.DEFAULT);
        assertRefused(server("good"), trusting("gateway.pem"));
    }

    @Test
    void aCertificateForAnotherName() throws Exception {
        assertRefused(server("elsewhere"), trusting("elsewhere.pem"));
    }

    @Test
    void anUpstreamThatWantsToKnowTheGateway() throws Exception {
        assertThat(ask(
                        demanding(),
                        showing(new Tls.ClientCertificate(
                                directory.resolve("gateway.p12"), null, directory.resolve("password")))))
                .isEqualTo("secret again 1");
        assertThat(ask(
                        demanding(),
                        showing(new Tls.ClientCertificate(
                                directory.resolve("gateway.pem"), directory.resolve("gateway.key"), null))))
                .isEqualTo("secret again 1");
    }

    @Test
    void anUpstreamThatDoesNotKnowTheGateway() throws Exception {
        assertRefused(demanding(), trusting("good.pem"));
        assertRefused(
                demanding(),
                showing(new Tls.ClientCertificate(
                        directory.resolve("elsewhere.pem"), directory.resolve("elsewhere.key"), null)));
    }

    @Test
    void anUpstreamThatSpeaksPlainHttp() throws Exception {
        assertRefused(
                new RawUpstream(
                        "https",
                        ServerSocketFactory.getDefault(),
                        connection -> connection.say("HTTP/1.1 400 Bad Request\r\n\r\n")),
                trusting("good.pem"));
    }

    @Test
    void theSameFilesMakeTheSameSettingsAndRenewedOnesMakeOthers() throws Exception {
        Path file = directory.resolve("renewed.pem");
        Files.copy(directory.resolve("good.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        TlsSettings before = TlsSettings.of(trusting("renewed.pem"));

        assertThat(TlsSettings.of(trusting("renewed.pem"))).isEqualTo(before).hasSameHashCodeAs(before);
        Files.copy(directory.resolve("gateway.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(TlsSettings.of(trusting("renewed.pem"))).isNotEqualTo(before);
    }

    @Test
    void whatHasBeenOpenedServesTheNextConfigurationUntilAFileChanges() throws Exception {
        Path file = directory.resolve("kept.pem");
        Files.copy(directory.resolve("good.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        Inheritance first = Inheritance.none();
        TlsSettings opened = TlsSettings.of(trusting("kept.pem"), first);
        Inheritance second = first.next();

        assertThat(TlsSettings.of(trusting("kept.pem"), second)).isSameAs(opened);
        Files.copy(directory.resolve("gateway.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(TlsSettings.of(trusting("kept.pem"), second.next())).isNotEqualTo(opened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.pem", "password", "good.key"})
    void aFileThatHoldsNoCertificateIsNamed(String file) {
        assertThatThrownBy(() -> TlsSettings.of(trusting(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file);
    }

    @Test
    void aWrongPasswordAndAWrongKeyAreNamed() {
        Path wrong = directory.resolve("good.pem");
        assertThatThrownBy(() -> TlsSettings.of(new Tls(directory.resolve("trust.p12"), wrong, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("trust.p12");
        assertThatThrownBy(() -> TlsSettings.of(
                        showing(new Tls.ClientCertificate(directory.resolve("gateway.pem"), wrong, null))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("good.pem");
    }
}
