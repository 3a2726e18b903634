package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.Certificates;
import io.gatehouse.gateway.websocket.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams by https, each at an address of its own: one as it should be, one that wants to know the gateway, one that nobody vouches for. */
interface Securing extends WebSockets {
    int PORT = Integer.getInteger("it.secure.port");
    TestUpstream SECURE = secure("127.0.0.1", "good", null);
    TestUpstream DEMANDING = secure("127.0.0.3", "demanding", "gateway");
    TestUpstream STRANGER = secure("127.0.0.4", "stranger", null);

    /** Before the gateway reads its configuration. */
    static Certificates certificates() {
        Path directory = Path.of(System.getProperty("it.directory"), "tls");
        try {
            Files.createDirectories(directory);
            Certificates certificates = new Certificates(directory);
            for (String name : List.of("good", "demanding", "stranger", "gateway")) {
                if (!Files.exists(directory.resolve(name + ".pem"))) {
                    certificates.make(name, name.equals("demanding") ? "ip:127.0.0.3" : "ip:127.0.0.1", "EC");
                }
            }
            if (!Files.exists(directory.resolve("trust.p12"))) {
                certificates.trust("demanding");
            }
            return certificates;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestUpstream secure(String address, String name, @Nullable String client) {
        try {
            return new TestUpstream(
                    certificates().server(name, client).createServerSocket(PORT, 100, InetAddress.getByName(address)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void anUpstreamThatTheConfiguredAuthorityVouchesFor() throws Exception {
        SECURE.on("/things/secure/x", call -> {
            int length = Integer.parseInt(call.header("Content-Length").get(0));
            call.ok(new String(call.in().readNBytes(length), StandardCharsets.UTF_8) + " back");
        });

        HttpResponse<String> answer = send(to("/api/secure/x").POST(BodyPublishers.ofString("there and")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("there and back");
    }

    @Test
    default void anUpstreamThatWantsToKnowTheGateway() throws Exception {
        DEMANDING.on("/things/demanding/x", call -> call.ok("welcome"));

        assertThat(send(to("/api/demanding/x")).body()).isEqualTo("welcome");
    }

    @Test
    default void whatItTrustsAndWhatItShowsMayBeStoresOfPkcs12() throws Exception {
        DEMANDING.on("/things/stored/x", call -> call.ok("welcome with a store"));

        assertThat(send(to("/api/stored/x")).body()).isEqualTo("welcome with a store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stranger/x", "/api/unshown/x"})
    default void whoIsNotTrustedIsToldNothingAndNorIsTheClient(String path) throws Exception {
        BlockingQueue<TestUpstream.Call> told = new LinkedBlockingQueue<>();
        STRANGER.on("/things/stranger/x", told::add);
        DEMANDING.on("/things/unshown/x", told::add);

        HttpResponse<String> answer = send(to(path));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("UPSTREAM_TLS").doesNotContain("PKIX", "certificate", "127.0.0");
        assertThat(told).isEmpty();
    }

    @Test
    default void aWebSocketGoesToASecureUpstreamToo() throws Exception {
        BlockingQueue<Frame> got = echo(SECURE, "/things/secure/ws");

        try (Peer peer = open("/api/secure/ws")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.send(Frame.text("secret")).next().text()).isEqualTo("secret");
            Frame large = new Frame(true, Frame.BINARY, false, new byte[300_000]);
            assertThat(peer.send(large).next().payload()).isEqualTo(large.payload());
            got.clear();
            assertThat(peer.send(Frame.close(1000)).next().code()).isEqualTo(1000);
            assertThat(await(got).code()).isEqualTo(1000);
            assertThat(peer.next()).as("the end").isNull();
        }
    }

    @Test
    default void aWebSocketGoesToNoStranger() throws Exception {
        BlockingQueue<TestUpstream.Call> told = new LinkedBlockingQueue<>();
        STRANGER.on("/things/stranger/ws", told::add);

        try (Peer peer = open("/api/stranger/ws")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 502 ");
            assertThat(new String(peer.in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("UPSTREAM_TLS");
        }
        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    default void aWebSocketToASecureUpstreamEndsWithItsClient() throws IOException, InterruptedException {
        BlockingQueue<Frame> got = echo(SECURE, "/things/secure/cut");

        try (Peer peer = open("/api/secure/cut")) {
            assertThat(peer.send(Frame.text("x")).next()).isNotNull();
            await(got);
        }

        assertThat(await(got).opcode()).as("the end").isEqualTo(-1);
    }
}
